understudy story 1
title A branch without DNS, cut off
# If discovery were DNS alone, a branch that has a pool of its own and no DNS would be dead behind a broken line, its pool
# alive beside it. Who has signed in there before goes by his cache; who has not finds nothing (C-32, H-31), unless DHCP
# names the pool (C-11). DHCP has nothing to do with who is let in: a new client needs Kerberos as well (C-68).

topology
  domain lab.local
  site HQ
  site Branch no-directory dhcp120 FE02.lab.local
  site Shed no-directory
  pool FE01.lab.local site HQ edition standard cms automatic detect 300s failback 600s
  pool FE02.lab.local site Branch edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE02.lab.local
  user u2@lab.local home FE02.lab.local
  user u3@lab.local home FE02.lab.local site Shed
  user phone@lab.local home FE02.lab.local client Phone Edition
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local
  set cache.max-ttl 1h

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
expect u1@lab.local normal at FE02.lab.local
+2h
u1@lab.local signs out
| 2h00m00s  u1@lab.local  signed out of FE02.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)

== C-32 The line is cut, and with it DNS and the directory; nothing that was looked up counts any more
break link Branch to HQ
| 2h00m00s  Branch  link cut to HQ  Nothing arrives in this direction (Q-5, H-3)
break link HQ to Branch
| 2h00m00s  HQ  link cut to Branch  Nothing arrives in this direction (Q-5, H-3)
break link Shed to HQ
| 2h00m00s  Shed  link cut to HQ  Nothing arrives in this direction (Q-5, H-3)
break link HQ to Shed
| 2h00m00s  HQ  link cut to Shed  Nothing arrives in this direction (Q-5, H-3)
u1@lab.local signs in
| 2h00m00s  u1@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u1@lab.local normal at FE02.lab.local

== C-11 Who has nothing cached finds FE02 by DHCP, and is not let in without a certificate
u2@lab.local signs in
| 2h00m00s  u2@lab.local  rejected by FE02.lab.local  Without a certificate it takes Kerberos, and that takes a domain controller (C-64, C-68)
expect u2@lab.local waiting
phone@lab.local signs in
| 2h00m00s  phone@lab.local  rejected by FE02.lab.local  Without a certificate it takes Kerberos, and that takes a domain controller (C-64, C-68)
expect phone@lab.local waiting

== C-32 In the shed, which has no option 120, a client does not even come to know of the pool
u3@lab.local signs in
expect u3@lab.local waiting
u3@lab.local signs in -WhatIf
| 2h00m00s  what if  blocked: FE02.lab.local  No record, cached registrar or redirect leads the client there (L-8, C-23, C-24)
| 2h00m00s  what if  blocked: FE01.lab.local  The client gets no answer from it (H-22)
| 2h00m00s  what if  this does not change by itself within 1h

== The line is back: SRV leads all three to FE01, which sends them on, and Kerberos lets them in
heal link Branch to HQ
| 2h00m00s  Branch  mended: link cut to HQ  The fault is over (H-22)
heal link HQ to Branch
| 2h00m00s  HQ  mended: link cut to Branch  The fault is over (H-22)
heal link Shed to HQ
| 2h00m00s  Shed  mended: link cut to HQ  The fault is over (H-22)
heal link HQ to Shed
| 2h00m00s  HQ  mended: link cut to Shed  The fault is over (H-22)
within 2m expect u2@lab.local normal at FE02.lab.local
| 2h00m31.129s  u3@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 2h00m31.129s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 2h00m31.129s  u3@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 2h00m33.729s  phone@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 2h00m33.729s  phone@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 2h00m33.729s  phone@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 2h00m38.813s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 2h00m38.813s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 2h00m38.813s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
within 2m expect phone@lab.local normal at FE02.lab.local
within 2m expect u3@lab.local normal at FE02.lab.local
