understudy story 1
title Paired, and the update not applied again
# If the pair counted as protected once setup is through, nobody would look. Setup has put a Backup Service of the first
# release beside newer components: it crashes, and nothing is copied while everything else works (F-20, F-180). The
# update has to be applied again, on every server of both pools (F-19).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms updated automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard updated automatic detect 300s failback 600s
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
within 2m expect FE02.lab.local current
| 0h01m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h01m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h01m30s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h01m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
run setup on FE01.lab.local
| 0h01m30s  FE01.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h01m30s  FE01.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
run setup on FE02.lab.local
| 0h01m30s  FE02.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h01m30s  FE02.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
within 15m expect FE01.lab.local pair ready
| 0h03m30s  FE01.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 0h03m30s  FE01.lab.local and FE02.lab.local  pairing published → half ready  The Backup Service is installed in one of the two (F-19)
| 0h03m30s  FE01.lab.local  Backup Service at the wrong patch level  It is older than what runs beside it, and crashes until the update is applied again (F-20, F-180)
| 0h03m30s  FE02.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 0h03m30s  CMS on FE02.lab.local  absent → standby  A second database is the standby of the first, as pairing creates one at the partner (F-22, F-124)
| 0h03m30s  FE01.lab.local and FE02.lab.local  pairing half ready → ready  It is installed in both, so replication can begin (F-19, L-6)
| 0h03m30s  FE02.lab.local  Backup Service at the wrong patch level  It is older than what runs beside it, and crashes until the update is applied again (F-20, F-180)

== F-20 Both services crash
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE01.lab.local
| 0h03m30s  FE01.lab.local  synchronise backup service refused: sync-up  The Backup Service of the pool cannot be reached (F-136)
expect blocked sync-up
u1@lab.local edits contacts
+1h
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 1h03m30s  FE01.lab.local  understudy: query: the Backup Service of FE01.lab.local cannot be reached (F-136)
expect error

== F-19 The update again, on one side only: batches wait at the other
apply update on FE01.lab.local
| 1h03m30s  FE01.lab.local  apply update  Whatever setup has added is as new as the rest then (F-19, F-20)
| 1h03m30s  FE01.lab.local  mended: Backup Service at the wrong patch level  The fault is over (H-22)
expect accepted
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE01.lab.local
| 1h03m30s  FE01.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
expect accepted
+10m
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 1h13m30s  FE01.lab.local  user data: export steady, import normal
| 1h13m30s  FE01.lab.local  conference content: export steady, import normal
| 1h13m30s  FE01.lab.local  management store: export steady, import normal
expect answer user data: export steady
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE02.lab.local
| 1h13m30s  FE01.lab.local  understudy: query: the Backup Service of FE02.lab.local cannot be reached (F-136)
expect error

== F-19 And on the other
apply update on FE02.lab.local
| 1h13m30s  FE02.lab.local  apply update  Whatever setup has added is as new as the rest then (F-19, F-20)
| 1h13m30s  FE02.lab.local  mended: Backup Service at the wrong patch level  The fault is over (H-22)
+10m
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE02.lab.local
| 1h23m30s  FE01.lab.local  user data: export final, import normal
| 1h23m30s  FE01.lab.local  conference content: export final, import normal
| 1h23m30s  FE01.lab.local  management store: export not initialized, import normal
expect answer "user data: export final, import normal"
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 1h23m30s  FE01.lab.local  user data: export final, import normal
| 1h23m30s  FE01.lab.local  conference content: export final, import normal
| 1h23m30s  FE01.lab.local  management store: export final, import normal
expect answer "user data: export final, import normal"
