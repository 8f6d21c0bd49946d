understudy story 1
title A sync that finds no way
# If an order to synchronise that does nothing were silent, its operator would believe in it. Whatever the export says at
# that moment, a module that cannot run its cycle says so, and why (F-136, F-140, Q-4). The order itself was right.

topology
  domain lab.local
  site HQ
  site DR
  pool FE01.lab.local site HQ edition standard cms automatic detect 300s failback 600s
  pool FE02.lab.local site DR edition standard automatic detect 300s failback 600s
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
break link HQ to DR
| 0h10m00s  HQ  link cut to DR  Nothing arrives in this direction (Q-5, H-3)

== F-133 Final, steady, not steady
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE01.lab.local -BackupModule UserServices.PresenceFocus
| 0h10m00s  FE01.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
| 0h10m00s  FE01.lab.local to FE02.lab.local  user data sync blocked refused while final  A sync needs the source and the way to its partner's file store (F-136, Q-4)
expect refused
u1@lab.local edits contacts
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE01.lab.local -BackupModule UserServices.PresenceFocus
| 0h10m00s  FE01.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
| 0h10m00s  FE01.lab.local to FE02.lab.local  user data sync blocked refused while steady  A sync needs the source and the way to its partner's file store (F-136, Q-4)
expect refused
+5m
| 0h10m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h11m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE01.lab.local -BackupModule UserServices.PresenceFocus
| 0h15m00s  FE01.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
| 0h15m00s  FE01.lab.local to FE02.lab.local  user data sync blocked refused while non-steady  A sync needs the source and the way to its partner's file store (F-136, Q-4)
expect refused

== F-133 And in error, which comes on top of the backlog
break sql FE01.lab.local
| 0h15m00s  FE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h15m00s  FE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h15m00s  FE01.lab.local to FE02.lab.local  user data non-steady → error  The service is in error and exports nothing (F-133, F-140)
| 0h15m00s  FE01.lab.local to FE02.lab.local  management store final → error  The service is in error and exports nothing (F-133, F-140)
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE01.lab.local -BackupModule UserServices.PresenceFocus
| 0h15m00s  FE01.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
| 0h15m00s  FE01.lab.local to FE02.lab.local  user data sync blocked refused while error  A service in error syncs nothing until it is repaired (F-140, Q-4)
expect refused
heal link HQ to DR
| 0h15m00s  HQ  mended: link cut to DR  The fault is over (H-22)
heal sql FE01.lab.local
| 0h15m00s  FE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h15m00s  FE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
| 0h15m00s  FE01.lab.local to FE02.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 0h15m00s  FE01.lab.local to FE02.lab.local  management store error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE01.lab.local -BackupModule UserServices.PresenceFocus
| 0h15m00s  FE01.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
+10m
| 0h15m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h15m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m05s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
expect u1@lab.local protected contacts
