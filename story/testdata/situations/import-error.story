understudy story 1
title What cannot be imported, and what cannot be exported
# If a source that says steady were enough, nobody would find this: the file lies at the partner, which cannot import it
# and tries again every ten minutes (F-140, F-136). Only the partner says so, and only the age of its copy shows what
# it would cost. A database that does not answer is worse: the source itself is in error (F-133).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+10m

== F-140 An address with a character that FE02 cannot import
break bad address FE01.lab.local
| 0h10m00s  FE01.lab.local  invalid address  A SIP address homed there has characters that the partner cannot import (F-140)
u1@lab.local edits contacts
+15m
| 0h12m05s  FE01.lab.local to FE02.lab.local  user data could not be imported  The batch waits in the partner's file store and is tried again and again (F-136, F-140)
| 0h22m05s  FE01.lab.local to FE02.lab.local  user data could not be imported  The batch waits in the partner's file store and is tried again and again (F-136, F-140)
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 0h25m00s  FE01.lab.local  user data: export steady, import normal
| 0h25m00s  FE01.lab.local  conference content: export final, import normal
| 0h25m00s  FE01.lab.local  management store: export final, import normal
expect answer "user data: export steady, import normal"
FE02.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE02.lab.local
| 0h25m00s  FE02.lab.local  user data: export final, import error
| 0h25m00s  FE02.lab.local  conference content: export final, import normal
| 0h25m00s  FE02.lab.local  management store: export not initialized, import normal
expect answer "user data: export final, import error"
u1@lab.local edits contacts
+5m
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 0h30m00s  FE01.lab.local  user data: export non-steady, import normal
| 0h30m00s  FE01.lab.local  conference content: export final, import normal
| 0h30m00s  FE01.lab.local  management store: export final, import normal
expect answer user data: export non-steady
heal bad address FE01.lab.local
| 0h30m00s  FE01.lab.local  mended: invalid address  The fault is over (H-22)
+15m
FE02.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE02.lab.local
| 0h45m00s  FE02.lab.local  user data: export final, import normal
| 0h45m00s  FE02.lab.local  conference content: export final, import normal
| 0h45m00s  FE02.lab.local  management store: export not initialized, import normal
expect answer "user data: export final, import normal"

== F-140 The database of FE02 refuses the update: the other direction is whole (F-132)
break import error FE02.lab.local
| 0h45m00s  FE02.lab.local  import error  Its database refuses what the Backup Service imports; each batch is tried again (F-140)
u1@lab.local edits contacts
+5m
| 0h46m05s  FE01.lab.local to FE02.lab.local  user data could not be imported  The batch waits in the partner's file store and is tried again and again (F-136, F-140)
FE02.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE02.lab.local
| 0h50m00s  FE02.lab.local  user data: export final, import error
| 0h50m00s  FE02.lab.local  conference content: export final, import normal
| 0h50m00s  FE02.lab.local  management store: export not initialized, import normal
expect answer "user data: export final, import error"
heal import error FE02.lab.local
| 0h50m00s  FE02.lab.local  mended: import error  The fault is over (H-22)
break backup service FE02.lab.local
| 0h50m00s  FE02.lab.local  Backup Service down  Nothing is exported or imported there (F-136)
heal backup service FE02.lab.local
| 0h50m00s  FE02.lab.local  mended: Backup Service down  The fault is over (H-22)
+10s
FE02.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE02.lab.local
| 0h50m10s  FE02.lab.local  user data: export final, import normal
| 0h50m10s  FE02.lab.local  conference content: export final, import normal
| 0h50m10s  FE02.lab.local  management store: export not initialized, import normal
expect answer "user data: export final, import normal"

== F-133 The database of FE01 does not answer: its Backup Service is in error
+5m
u1@lab.local edits contacts
break sql FE01.lab.local
| 0h55m10s  FE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h55m10s  FE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h55m10s  FE01.lab.local to FE02.lab.local  user data steady → error  The service is in error and exports nothing (F-133, F-140)
| 0h55m10s  FE01.lab.local to FE02.lab.local  management store final → error  The service is in error and exports nothing (F-133, F-140)
+5m
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 1h00m10s  FE01.lab.local  user data: export error, import normal
| 1h00m10s  FE01.lab.local  conference content: export final, import normal
| 1h00m10s  FE01.lab.local  management store: export error, import normal
expect answer user data: export error
expect answer conference content: export final
heal sql FE01.lab.local
| 1h00m10s  FE01.lab.local  mended: SQL down  The fault is over (H-22)
| 1h00m10s  FE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
| 1h00m10s  FE01.lab.local to FE02.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 1h00m10s  FE01.lab.local to FE02.lab.local  management store error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
+5m
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 1h05m10s  FE01.lab.local  user data: export final, import normal
| 1h05m10s  FE01.lab.local  conference content: export final, import normal
| 1h05m10s  FE01.lab.local  management store: export final, import normal
expect answer user data: export final
