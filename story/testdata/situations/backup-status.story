understudy story 1
title What a pool without the store says of its Backup Service
# If the standby's idle export were reported like a fault, everybody would repair what is whole: not initialised, with a
# normal import, is what the pool without the store always says (F-134, L-7). And a partner that is down answers with an
# error itself, while the source says nothing of it, so that one has to ask both (F-136).

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
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE02.lab.local
| 0h10m00s  FE01.lab.local  user data: export final, import normal
| 0h10m00s  FE01.lab.local  conference content: export final, import normal
| 0h10m00s  FE01.lab.local  management store: export not initialized, import normal
expect answer "management store: export not initialized, import normal"

== F-136 The service of FE02 stops: FE02 answers with an error, and FE01 shows steady with its own import normal
break backup service FE02.lab.local
| 0h10m00s  FE02.lab.local  Backup Service down  Nothing is exported or imported there (F-136)
u1@lab.local edits contacts
+3m
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE02.lab.local
| 0h13m00s  FE01.lab.local  understudy: query: the Backup Service of FE02.lab.local cannot be reached (F-136)
expect error
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 0h13m00s  FE01.lab.local  user data: export steady, import normal
| 0h13m00s  FE01.lab.local  conference content: export final, import normal
| 0h13m00s  FE01.lab.local  management store: export final, import normal
expect answer "user data: export steady, import normal"
