understudy story 1
title The WAN of a branch is cut
# If an appliance needed its pool to let anybody in, a branch would be without telephones whenever its WAN is down. It goes
# on with what is there: certificates that the pool has replicated to it (C-66), its own gateway, and names that the
# clients still have in their caches (C-125). Who has neither cache nor certificate stays out (C-68).

topology
  domain lab.local
  site HQ
  site Berlin no-directory
  pool FE01.lab.local site HQ edition standard cms automatic detect 300s failback 600s
  pool BR01.lab.local site Berlin edition appliance backup FE01.lab.local automatic detect 120s failback 240s
  user b1@lab.local home BR01.lab.local
  user b2@lab.local home BR01.lab.local
  user b3@lab.local home BR01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target BR01.lab.local

story
b1@lab.local signs in
| 0h00m00s  b1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  b1@lab.local  signed in at BR01.lab.local, normal  The appliance registers its own users, and the pool behind it has their data (F-4, C-40)
| 0h00m00s  FE01.lab.local sees BR01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  BR01.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
b2@lab.local signs in
| 0h00m00s  b2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  b2@lab.local  signed in at BR01.lab.local, normal  The appliance registers its own users, and the pool behind it has their data (F-4, C-40)
+5m
expect b1@lab.local normal at BR01.lab.local
b2@lab.local signs out
| 0h05m00s  b2@lab.local  signed out of BR01.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)

== F-5, C-42 The cut: limited at home, when the appliance has missed its pool for 120 s
break link Berlin to HQ
| 0h05m00s  Berlin  link cut to HQ  Nothing arrives in this direction (Q-5, H-3)
break link HQ to Berlin
| 0h05m00s  HQ  link cut to Berlin  Nothing arrives in this direction (Q-5, H-3)
within 3m expect b1@lab.local limited at BR01.lab.local
| 0h05m35s  FE01.lab.local sees BR01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h05m35s  BR01.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h06m05s  FE01.lab.local sees BR01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m05s  BR01.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE01.lab.local sees BR01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  BR01.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m05s  FE01.lab.local sees BR01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m05s  FE01.lab.local sees BR01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h07m05s  BR01.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m05s  BR01.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h07m05s  b1@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
expect BR01.lab.local sees FE01.lab.local down
expect FE01.lab.local sees BR01.lab.local down
expect b1@lab.local can outbound PSTN
expect b1@lab.local cannot see presence

== C-66 Who has a certificate and a cache signs in; C-68 who has none does not
b2@lab.local signs in
| 0h07m05s  b2@lab.local  signed in at BR01.lab.local, limited at home  The pool behind the appliance does not serve its users, and no other one will (F-5, H-51)
expect b2@lab.local limited at BR01.lab.local
b3@lab.local signs in
for 10m expect b3@lab.local out
b3@lab.local signs in -WhatIf
| 0h17m05s  what if  blocked: BR01.lab.local  No record, cached registrar or redirect leads the client there (L-8, C-23, C-24)
| 0h17m05s  what if  blocked: FE01.lab.local  The client gets no answer from it (H-22)
| 0h17m05s  what if  this does not change by itself within 1h

== F-28 The WAN is back: in full with the first answer to the appliance, which asks every 240 s
heal link Berlin to HQ
| 0h17m05s  Berlin  mended: link cut to HQ  The fault is over (H-22)
heal link HQ to Berlin
| 0h17m05s  HQ  mended: link cut to Berlin  The fault is over (H-22)
within 4m expect b1@lab.local normal at BR01.lab.local
| 0h17m24.425s  b3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h17m24.425s  b3@lab.local  signed in at BR01.lab.local, limited at home  The pool behind the appliance does not serve its users, and no other one will (F-5, H-51)
| 0h19m05s  FE01.lab.local sees BR01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h19m05s  BR01.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h19m05s  b1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 0h19m05s  b2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 0h19m05s  b3@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
within 20m expect b3@lab.local normal at BR01.lab.local
