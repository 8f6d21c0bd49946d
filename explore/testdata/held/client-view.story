understudy story 1
title The store is forced away while a pool is failed over
# What the failover writes goes to the old master, and the new one never hears of it (F-117, H-7): the backup sends users home.

topology
  domain lab.local
  site east
  site west
  pool FE01.lab.local site east edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site west edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u2@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
at 0s
u2@lab.local signs in
at 1m
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local -DisasterMode
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
at 1m50s
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
at 2m20s
