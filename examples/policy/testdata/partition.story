understudy story 1
title Law double-store is broken
# No two databases accept writes at once, whichever view of the directory (F-118, F-119, H-7).
# At 5m10s: FE01.lab.local and FE02.lab.local both take writes, from different sites.
# The policy was at west, and gave its orders there.

topology
  domain lab.local
  site east
  site west
  pool FE01.lab.local site east edition standard cms management call-admission automatic detect 30s failback 30s
  pool FE02.lab.local site west edition standard management automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local
  seed 1

story
at 0s
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
break link east to west
| 0h00m00s  east  link cut to west  Nothing arrives in this direction (Q-5, H-3)
at 5m
| 0h00m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h00m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h01m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h01m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h01m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h01m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h01m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h02m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h02m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h03m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h03m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h05m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h05m00s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
at 5m10s
| 0h05m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h05m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h05m10s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h05m10s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h05m10s  directory in east  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 0h05m10s  directory in west  settled: written  What is written here is seen here at once (F-95)
| 0h05m10s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
| 0h05m10s  law double-store  broken: FE01.lab.local and FE02.lab.local both take writes, from different sites  No two databases accept writes at once, whichever view of the directory (F-118, F-119, H-7)
west> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h05m10s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m10s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
at 5m10s
expect law double-store broken
