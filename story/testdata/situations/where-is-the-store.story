understudy story 1
title Where the store is, asked in every way there is
# If every question about the store needed the store, nobody could find out anything when it is gone. The directory says where
# it should be, the connection which database answers, the list of services what each is marked as, and a local replica who
# backs whom (F-24, F-95, F-105).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard homed 2000 automatic detect 300s failback 600s
  pool FE03.lab.local site HQ edition standard
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local

story
+1m
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
FE02.lab.local> Get-CsConfigurationStoreLocation
| 0h01m00s  FE02.lab.local  BackEndServer: FE01.lab.local
expect answer BackEndServer: FE01.lab.local
FE02.lab.local> Get-CsManagementConnection
| 0h01m00s  FE02.lab.local  Connection: FE01.lab.local, active
expect answer "FE01.lab.local, active"
FE02.lab.local> Get-CsService -CentralManagement
| 0h01m00s  FE02.lab.local  CentralManagement:FE01.lab.local: active
| 0h01m00s  FE02.lab.local  CentralManagement:FE02.lab.local: standby
expect answer CentralManagement:FE02.lab.local: standby
FE02.lab.local> Get-CsPoolBackupRelationship -PoolFqdn FE01.lab.local
| 0h01m00s  FE02.lab.local  BackupPoolFqdn: FE02.lab.local
expect answer BackupPoolFqdn: FE02.lab.local

== F-24 Its pool is lost
break power FE01.lab.local
| 0h01m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h01m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
FE02.lab.local> Get-CsConfigurationStoreLocation
| 0h01m00s  FE02.lab.local  BackEndServer: FE01.lab.local
expect answer BackEndServer: FE01.lab.local
FE02.lab.local> Get-CsManagementConnection
| 0h01m00s  FE02.lab.local  understudy: query: from FE02.lab.local no database of the store answers (F-95)
expect error
FE02.lab.local> Get-CsService -CentralManagement
| 0h01m00s  FE02.lab.local  CentralManagement:FE01.lab.local: not reached
| 0h01m00s  FE02.lab.local  CentralManagement:FE02.lab.local: standby
expect answer FE01.lab.local: not reached
FE02.lab.local> Get-CsPoolBackupRelationship -PoolFqdn FE01.lab.local
| 0h01m00s  FE02.lab.local  understudy: query: from FE02.lab.local the store cannot be reached; -LocalStore reads a replica (F-24)
expect error
FE02.lab.local> Get-CsPoolBackupRelationship -PoolFqdn FE01.lab.local -LocalStore
| 0h01m00s  FE02.lab.local  BackupPoolFqdn: FE02.lab.local
expect answer BackupPoolFqdn: FE02.lab.local
