understudy story 1
title One direction between the pools fails
# If a link were a link, it would be up or down. What FE02 sends still arrives at FE01, and nothing comes back (Q-5): a
# ping needs both, so either declares the other down (H-9), but nobody is moved, for everybody reaches his own pool.
# What the one exports is imported, what the other exports waits.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+10m

== Q-5 FE01 is not heard at FE02 any more
break link FE01.lab.local to FE02.lab.local
| 0h10m00s  FE01.lab.local  link cut to FE02.lab.local  Nothing arrives in this direction (Q-5, H-3)
within 35s expect FE02.lab.local sees FE01.lab.local silent
| 0h10m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
expect FE01.lab.local sees FE02.lab.local silent
within 2m expect FE02.lab.local sees FE01.lab.local down
| 0h11m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
within 6m expect FE01.lab.local sees FE02.lab.local down
| 0h12m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)

== H-9 Two verdicts, and nobody is moved by them
for 1h expect u1@lab.local normal at FE01.lab.local
expect u2@lab.local normal at FE02.lab.local
u1@lab.local signs out
| 1h15m05s  u1@lab.local  signed out of FE01.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
u1@lab.local signs in
| 1h15m05s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u1@lab.local normal at FE01.lab.local

== F-136 FE02's changes reach FE01, FE01's do not reach FE02
u1@lab.local edits contacts
u2@lab.local edits contacts
+10m
HQ> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 1h25m05s  HQ  user data: export non-steady, import normal
| 1h25m05s  HQ  conference content: export final, import normal
| 1h25m05s  HQ  management store: export final, import normal
expect answer user data: export non-steady
HQ> Get-CsBackupServiceStatus -PoolFqdn FE02.lab.local
| 1h25m05s  HQ  user data: export final, import normal
| 1h25m05s  HQ  conference content: export final, import normal
| 1h25m05s  HQ  management store: export not initialized, import normal
expect answer user data: export final

== F-34 Mended: either is up again at its next check of the other
heal link FE01.lab.local to FE02.lab.local
| 1h25m05s  FE01.lab.local  mended: link cut to FE02.lab.local  The fault is over (H-22)
within 31s expect FE02.lab.local sees FE01.lab.local up
| 1h25m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
within 11m expect FE01.lab.local sees FE02.lab.local up
| 1h35m05s  FE01.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
+5m
HQ> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 1h40m05s  HQ  user data: export final, import normal
| 1h40m05s  HQ  conference content: export final, import normal
| 1h40m05s  HQ  management store: export final, import normal
expect answer user data: export final
expect u1@lab.local normal at FE01.lab.local
expect u2@lab.local normal at FE02.lab.local
