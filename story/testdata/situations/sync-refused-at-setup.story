understudy story 1
title The Backup Service refuses its operator from the beginning
# If nothing depended on the refused order, the refusal would be a formality. Q-4: replication stays not initialised
# until the order goes through, and the recovery point keeps growing.

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
break rights FE01.lab.local
| 0h00m00s  FE01.lab.local  operator without rights  The Backup Service refuses this operator (F-140, Q-4)
break rights FE02.lab.local
| 0h00m00s  FE02.lab.local  operator without rights  The Backup Service refuses this operator (F-140, Q-4)
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
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE01.lab.local
| 0h04m00s  FE01.lab.local  synchronise backup service refused: sync-rights  The operator is not allowed to, until he is a member of the administrators' group and has signed in anew (F-140, Q-4)
expect blocked sync-rights
+1h
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 1h04m00s  FE01.lab.local  user data: export not initialized, import normal
| 1h04m00s  FE01.lab.local  conference content: export not initialized, import normal
| 1h04m00s  FE01.lab.local  management store: export not initialized, import normal
expect answer user data: export not initialized

== F-58 A planned failover has nothing to drain, and gives up
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 1h04m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 1h04m00s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
+10m
| 1h04m05s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 1h04m05s  FE02.lab.local to FE01.lab.local  user data sync blocked refused while not initialized  A sync needs the Backup Services of both pools (F-19, F-126, Q-4)
| 1h10m05s  FE02.lab.local  active: step failed  The run ends before anything was marked, and can be run again (F-72)
| 1h10m05s  FE02.lab.local  planned failover stopped: drain changes  Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)
expect FE02.lab.local is active

== Q-4 Later it works
heal rights FE01.lab.local
| 1h14m00s  FE01.lab.local  mended: operator without rights  The fault is over (H-22)
heal rights FE02.lab.local
| 1h14m00s  FE02.lab.local  mended: operator without rights  The fault is over (H-22)
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE01.lab.local
| 1h14m00s  FE01.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
expect accepted
+5m
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 1h19m00s  FE01.lab.local  user data: export final, import normal
| 1h19m00s  FE01.lab.local  conference content: export final, import normal
| 1h19m00s  FE01.lab.local  management store: export final, import normal
expect answer user data: export final
