understudy story 1
title A pool that was given up comes back, and is given the store before it is gone
# If the topology were published all the same, the one active store would go with the pool. It is given up while its server
# is off, so that nothing on it seems to matter; before that is published it runs again and is made the master. The end of
# the pool is refused until the store has left it (H-91, F-158).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 90s failback 600s
  pool FE02.lab.local site HQ edition standard automatic detect 90s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+5m
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h05m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h05m00s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h05m00s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 1m expect HQ finds CMS at FE02.lab.local
| 0h05m10s  CMS on FE01.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h05m10s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h05m10s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h05m10s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)

== H-91 Given up while its server is off
break power FE01.lab.local
| 0h05m10s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h05m10s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
FE02.lab.local> clear backup of FE01.lab.local
| 0h05m10s  FE01.lab.local  clear backup  The end of the pair is in the topology, which is not published yet (F-157)
| 0h05m10s  FE01.lab.local and FE02.lab.local  pairing ready → leaving  The pair ends with the next publication, until which both Backup Services run on (F-157)
| 0h05m10s  FE01.lab.local  warning: the copy of its user data on FE02.lab.local will grow old  What a former partner has stays there and is updated no longer, until it is removed (F-156, Q-8)
| 0h05m10s  FE02.lab.local  warning: the standby CMS on FE01.lab.local will be of no use  Only the database of the master's partner can be made active (F-106, F-157, Q-8)
| 0h05m10s  FE02.lab.local  warning: the copy of its user data on FE01.lab.local will grow old  What a former partner has stays there and is updated no longer, until it is removed (F-156, Q-8)
FE02.lab.local> remove pool FE01.lab.local
| 0h05m10s  FE01.lab.local  remove pool  The end of the pool is in the topology, which is not published yet (H-91)
| 0h05m10s  FE01.lab.local  setup ready → withdrawn  The pool serves until its end is published (H-91)
expect accepted

== F-158 It runs again, and the store is moved to it
heal power FE01.lab.local
| 0h05m10s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h05m10s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h05m10s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+2m
| 0h05m30s  FE02.lab.local sees FE01.lab.local  up: rebooted  It answers, and has restarted since the last answer (H-10)
FE01.lab.local> Invoke-CsManagementServerFailover
| 0h07m10s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h07m10s  CMS on FE01.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h07m10s  CMS on FE02.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 2m expect HQ finds CMS at FE01.lab.local
| 0h07m20s  CMS on FE02.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h07m20s  CMS on FE01.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h07m20s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h07m20s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE01.lab.local> Publish-CsTopology
| 0h07m20s  administrator  publish refused: retiring-master  A pool that is taken out of the topology has become the active Central Management Store (H-91, F-158)
expect blocked retiring-master

== H-91 Back on FE02, it can be published
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h07m20s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h07m20s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h07m20s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 2m expect HQ finds CMS at FE02.lab.local
| 0h07m30s  CMS on FE01.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h07m30s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h07m30s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h07m30s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE02.lab.local> Publish-CsTopology
| 0h07m30s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h07m30s  FE01.lab.local and FE02.lab.local  pairing leaving → unpaired  Neither pool is backup of the other any more (F-157, Q-8)
| 0h07m30s  CMS on FE01.lab.local  standby → absent  A standby may be deleted, as after unpairing (Q-8)
| 0h07m30s  FE01.lab.local  setup withdrawn → absent  The pool is no longer in the topology, and its servers serve nobody (H-91)
| 0h07m30s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h07m30s  FE02.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
expect accepted
+2m
| 0h08m05s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h08m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m00s  FE02.lab.local sees FE01.lab.local  silent → unknown  An observer that stops holds nothing, the silence included (H-10)
expect FE01.lab.local setup absent
expect u1@lab.local normal at FE02.lab.local
