understudy story 1
title The Backup Service refuses an operator, and later obeys him
# If the refusal were a fault of the service, something would be broken. The operator is not a member of the group, or
# has not signed in since he became one (Q-4, F-140). The order fails, and works when he has.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local later
  user u1@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
FE01.lab.local> name backup of FE01.lab.local
| 0h00m00s  FE01.lab.local  name backup  The pair is in the topology, which is not published yet (L-5, F-19)
| 0h00m00s  FE01.lab.local and FE02.lab.local  pairing unpaired → named  Naming a backup pool pairs both ways, once it is published (F-1, F-24)
FE01.lab.local> Publish-CsTopology
| 0h00m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h00m00s  FE01.lab.local and FE02.lab.local  pairing named → published  From here the two are each other's backup registrar (F-3, L-6)
| 0h00m00s  FE01.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
| 0h00m00s  FE02.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
+2m
| 0h01m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h01m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h01m30s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h01m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
break rights FE02.lab.local
| 0h02m00s  FE02.lab.local  operator without rights  The Backup Service refuses this operator (F-140, Q-4)
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE02.lab.local
| 0h02m00s  FE02.lab.local  synchronise backup service refused: sync-paired  No Backup Service is set up in the pool (F-126)
| 0h02m00s  FE02.lab.local  synchronise backup service refused: sync-rights  The operator is not allowed to, until he is a member of the administrators' group and has signed in anew (F-140, Q-4)
expect blocked sync-paired, sync-rights
run setup on FE01.lab.local
| 0h02m00s  FE01.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h02m00s  FE01.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
run setup on FE02.lab.local
| 0h02m00s  FE02.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h02m00s  FE02.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
within 15m expect FE01.lab.local pair ready
| 0h04m00s  FE01.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 0h04m00s  FE01.lab.local and FE02.lab.local  pairing published → half ready  The Backup Service is installed in one of the two (F-19)
| 0h04m00s  FE02.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 0h04m00s  CMS on FE02.lab.local  absent → standby  A second database is the standby of the first, as pairing creates one at the partner (F-22, F-124)
| 0h04m00s  FE01.lab.local and FE02.lab.local  pairing half ready → ready  It is installed in both, so replication can begin (F-19, L-6)

== Q-4 Refused, whoever asks again
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE02.lab.local
| 0h04m00s  FE02.lab.local  synchronise backup service refused: sync-rights  The operator is not allowed to, until he is a member of the administrators' group and has signed in anew (F-140, Q-4)
expect blocked sync-rights
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE02.lab.local -WhatIf
| 0h04m00s  what if  blocked: sync-rights  The operator is not allowed to, until he is a member of the administrators' group and has signed in anew (F-140, Q-4)
| 0h04m00s  what if  this does not change by itself within 1h
expect blocked sync-rights
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE01.lab.local
| 0h04m00s  FE01.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
expect accepted

== F-140 He becomes a member, and signs in anew
heal rights FE02.lab.local
| 0h04m00s  FE02.lab.local  mended: operator without rights  The fault is over (H-22)
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE02.lab.local
| 0h04m00s  FE02.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
expect accepted
+5m
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE02.lab.local
| 0h09m00s  FE01.lab.local  user data: export final, import normal
| 0h09m00s  FE01.lab.local  conference content: export final, import normal
| 0h09m00s  FE01.lab.local  management store: export not initialized, import normal
expect answer user data: export final
