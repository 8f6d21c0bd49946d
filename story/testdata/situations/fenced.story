understudy story 1
title A fence, and then the store
# If the store could be moved in a divided network without anything else, both sides would write to a store of their own. A fence takes
# the power from the old master first, over a link that does not go through the network (H-95); an observer in a third site tells a
# lost pool from a lost link (H-96). Neither is in the product.

topology
  domain lab.local
  site East
  site West
  site Hill
  pool FE01.lab.local site East edition standard cms management automatic detect 300s failback 600s
  pool FE02.lab.local site West edition standard management automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  observer lookout site Hill

story
== H-95 What stands against a fence
West> unfence FE01.lab.local
| 0h00m00s  FE01.lab.local  unfence refused: fenced  The server is not fenced (H-95)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
expect blocked fenced
FE01.lab.local> fence FE01.lab.local
| 0h00m00s  FE01.lab.local  fence refused: fence-elsewhere  Nobody cuts the power of the server that he works on (H-95)
expect blocked fence-elsewhere

== H-96 The network is divided: from the West, FE01 looks as if it were lost
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
break observer lookout
| 0h00m00s  Hill  observer down  Nobody there looks at the pools (H-96)
heal observer lookout
| 0h00m00s  Hill  mended: observer down  The fault is over (H-22)
+5m
| 0h00m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h00m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h01m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h01m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h01m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h01m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h02m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h02m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h02m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h02m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h03m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h03m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h03m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h03m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)

== H-95 The fence cuts its power, and says so
West> fence FE01.lab.local
| 0h05m00s  FE01.lab.local  fence  The power of its server is to be cut (H-95)
| 0h05m00s  FE01.lab.local  open → fencing  The order goes over the management link (H-95)
expect accepted
West> fence FE01.lab.local
| 0h05m00s  FE01.lab.local  fence refused: fence-idle  An order to the same switch is on its way (H-95)
expect blocked fence-idle
expect FE01.lab.local fence fencing
within 10s expect FE01.lab.local fence fenced
| 0h05m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h05m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h05m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h05m05s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h05m10s  FE01.lab.local  fencing → fenced  The server is off, and the switch says so (H-95)
| 0h05m10s  FE01.lab.local sees FE02.lab.local  down → unknown  An observer that stops holds nothing, its verdict included (H-10)
expect FE01.lab.local down
West> fence FE01.lab.local
| 0h05m10s  FE01.lab.local  fence refused: not-fenced  The server is fenced already (H-95)
expect blocked not-fenced
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h05m10s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h05m10s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
expect accepted
within 1m expect West finds CMS at FE02.lab.local
| 0h05m20s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h05m20s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h05m20s  directory in East  cut off: published  It waits until the directory is whole again (H-7)
| 0h05m20s  directory in West  cut off: written  Even a view that is cut off sees its own changes (H-7)
| 0h05m20s  directory in Hill  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 0h05m20s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
+5m
expect FE02.lab.local database active

== F-119 The power stays off until the directory names one store everywhere: before that the old master would write for the East
heal link East to West
| 0h10m20s  East  mended: link cut to West  The fault is over (H-22)
heal link West to East
| 0h10m20s  West  mended: link cut to East  The fault is over (H-22)
heal directory East
| 0h10m20s  East  mended: directory replication cut  The fault is over (H-22)
| 0h10m20s  directory in East  cut off → converging  Whole again; what has waited is on its way (H-7)
heal directory West
| 0h10m20s  West  mended: directory replication cut  The fault is over (H-22)
| 0h10m20s  directory in West  cut off → settled  Whole again, and nothing has waited (H-7)
+16m
| 0h20m20s  directory in Hill  converging → settled  The view names the database that was published last (F-95)
| 0h25m20s  directory in East  converging → settled  The view names the database that was published last (F-95)
West> unfence FE01.lab.local
| 0h26m20s  FE01.lab.local  unfence  The power of its server is to be let through (H-95)
| 0h26m20s  FE01.lab.local  fenced → lifting  The order goes over the management link (H-95)
expect accepted
within 10s expect FE01.lab.local up
| 0h26m30s  FE01.lab.local  lifting → open  The server has its power again (H-95)
| 0h26m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h26m30s  CMS on FE01.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
| 0h26m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
expect FE01.lab.local fence open
+10m
| 0h28m30s  CMS on FE01.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)
| 0h35m05s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
expect FE01.lab.local database standby
expect East finds CMS at FE02.lab.local
