understudy story 1
title No record, no directory, no way in
# If a client asked DNS at every attempt, a record that is added would help at once, and one that is removed would hurt at
# once. What was found is kept for its time to live, and so is what was missing (C-31). And where there is neither a
# certificate nor a domain controller, a pool that is in perfect health lets nobody in (C-64, C-68).

topology
  domain lab.local
  site HQ
  site Branch no-directory
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site Branch edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE01.lab.local
  user b1@lab.local home FE02.lab.local site Branch
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local later
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local later
  set cache.max-ttl 1h
  set cache.max-negative 10m

story
== C-31 There is no record yet
u1@lab.local signs in
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
expect u1@lab.local waiting
u1@lab.local signs in -WhatIf
| 0h00m00s  what if  blocked: FE01.lab.local  No record, cached registrar or redirect leads the client there (L-8, C-23, C-24)
| 0h00m00s  what if  blocked: FE02.lab.local  No record, cached registrar or redirect leads the client there (L-8, C-23, C-24)
| 0h00m00s  what if  this does not change by itself within 1h
u2@lab.local signs in

== L-8 The record is added: who empties his cache finds it, the other has to wait
+1m
Add-DnsServerResourceRecord -Srv -Name _sipinternaltls._tcp -ZoneName lab.local -DomainName FE01.lab.local
| 0h01m00s  administrator  add record  Clients see it when their cached answer is gone (L-8, C-31)
expect accepted
Add-DnsServerResourceRecord -Srv -Name _sipinternaltls._tcp -ZoneName lab.local -DomainName FE01.lab.local
| 0h01m00s  administrator  add record refused: record-missing  The record is there already (L-8)
expect blocked record-missing
u2@lab.local flushes dns
within 5m expect u2@lab.local normal at FE01.lab.local
| 0h02m13.928s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h02m13.928s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
at 9m
expect u1@lab.local waiting
within 10m expect u1@lab.local normal at FE01.lab.local
| 0h11m51.395s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h11m51.395s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)

== C-31 The record is removed: what is in the cache leads the client on until its time is over
Remove-DnsServerResourceRecord -RRType Srv -Name _sipinternaltls._tcp -ZoneName lab.local -RecordData FE01.lab.local
| 0h11m51.395s  administrator  remove record  Clients go on with it until their cached answer is gone (C-31)
expect accepted
Remove-DnsServerResourceRecord -RRType Srv -Name _sipinternaltls._tcp -ZoneName lab.local -RecordData FE01.lab.local
| 0h11m51.395s  administrator  remove record refused: record-there  There is no such record (L-8)
expect blocked record-there
Remove-DnsServerResourceRecord -RRType Srv -Name _sipinternaltls._tcp -ZoneName lab.local -RecordData FE02.lab.local
| 0h11m51.395s  administrator  remove record refused: record-there  There is no such record (L-8)
expect blocked record-there
+2h

== C-68 The branch is cut off from the domain controllers, but not from its own pool
Add-DnsServerResourceRecord -Srv -Name _sipinternaltls._tcp -ZoneName lab.local -DomainName FE02.lab.local
| 2h11m51.395s  administrator  add record  Clients see it when their cached answer is gone (L-8, C-31)
b1@lab.local signs in
| 2h11m51.395s  b1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 2h11m51.395s  b1@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect b1@lab.local normal at FE02.lab.local
break link HQ to Branch
| 2h11m51.395s  HQ  link cut to Branch  Nothing arrives in this direction (Q-5, H-3)
break link Branch to HQ
| 2h11m51.395s  Branch  link cut to HQ  Nothing arrives in this direction (Q-5, H-3)
+10m
| 2h12m05s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 2h12m05s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 2h12m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h12m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h13m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h13m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h13m05s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 2h13m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h14m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h14m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h15m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h15m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h16m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h16m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h16m35s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
expect b1@lab.local normal at FE02.lab.local
b1@lab.local signs out
| 2h21m51.395s  b1@lab.local  signed out of FE02.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
b1@lab.local signs in
| 2h21m51.395s  b1@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect b1@lab.local normal at FE02.lab.local
b1@lab.local signs out
| 2h21m51.395s  b1@lab.local  signed out of FE02.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)

== C-64 Without his certificate he would need Kerberos
b1@lab.local deletes the certificate
| 2h21m51.395s  b1@lab.local  certificate valid → none  The user deletes it, so that the next sign-in brings another (L-9, C-67)
b1@lab.local signs in
| 2h21m51.395s  b1@lab.local  rejected by FE02.lab.local  Without a certificate it takes Kerberos, and that takes a domain controller (C-64, C-68)
for 10m expect b1@lab.local out
| 2h22m22.524s  b1@lab.local  rejected by FE02.lab.local  Without a certificate it takes Kerberos, and that takes a domain controller (C-64, C-68)
| 2h23m24.431s  b1@lab.local  rejected by FE02.lab.local  Without a certificate it takes Kerberos, and that takes a domain controller (C-64, C-68)
| 2h26m17.522s  b1@lab.local  rejected by FE02.lab.local  Without a certificate it takes Kerberos, and that takes a domain controller (C-64, C-68)
b1@lab.local signs in -WhatIf
| 2h31m51.395s  what if  blocked: FE02.lab.local  Without a certificate it takes Kerberos, and that takes a domain controller (C-64, C-68)
| 2h31m51.395s  what if  blocked: FE01.lab.local  The client gets no answer from it (H-22)
| 2h31m51.395s  what if  this does not change by itself within 1h
heal link HQ to Branch
| 2h31m51.395s  HQ  mended: link cut to Branch  The fault is over (H-22)
heal link Branch to HQ
| 2h31m51.395s  Branch  mended: link cut to HQ  The fault is over (H-22)
within 11m expect b1@lab.local normal at FE02.lab.local
| 2h32m05s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 2h32m10.820s  b1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 2h32m10.820s  b1@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
