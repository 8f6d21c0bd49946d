understudy story 1
title Two stores in a divided network
# If the model held both databases against one pointer, nobody would see what a divided directory allows: each side writes
# to a store of its own (F-118, H-7). It is a law of policies, so an administrator can break it; it has to be told.

topology
  domain lab.local
  site East
  site West
  pool FE01.lab.local site East edition standard cms automatic detect 300s failback 600s
  pool FE02.lab.local site West edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local

story
break link East to West
| 0h00m00s  East  link cut to West  Nothing arrives in this direction (Q-5, H-3)
break link West to East
| 0h00m00s  West  link cut to East  Nothing arrives in this direction (Q-5, H-3)
break directory East
| 0h00m00s  East  directory replication cut  Directory replication to the site stands still (F-118, F-119)
| 0h00m00s  directory in East  settled → cut off  Nothing reaches this view until it is healed (H-7)
break directory West
| 0h00m00s  West  directory replication cut  Directory replication to the site stands still (F-118, F-119)
| 0h00m00s  directory in West  settled → cut off  Nothing reaches this view until it is healed (H-7)
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h00m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h00m00s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
expect accepted
within 1m expect law double-store broken
| 0h00m10s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h00m10s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h00m10s  directory in East  cut off: published  It waits until the directory is whole again (H-7)
| 0h00m10s  directory in West  cut off: written  Even a view that is cut off sees its own changes (H-7)
| 0h00m10s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
| 0h00m10s  law double-store  broken: FE01.lab.local and FE02.lab.local both take writes, from different sites  No two databases accept writes at once, whichever view of the directory (F-118, F-119, H-7)
expect East finds CMS at FE01.lab.local
