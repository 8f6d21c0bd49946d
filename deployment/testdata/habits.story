understudy story 1
title habits
# Exported 2026-03-02 09:30 UTC
# The script could not run all it wanted to: "Get-CsBackupServiceConfiguration: access is denied"
# Get-CsSipDomain has the property "Element", which is not used
# Get-CsSite[0] Identity "Head Office" is Head-Office in the topology, where names have no spaces
# Get-CsSite has the property "SiteId", which is not used
# Get-CsSite has the property "SiteType", which is not used
# Get-CsSite has the property "Services", which is not used
# Get-CsService -Registrar has the property "DependentServiceList", which is not used
# Get-CsService -UserServer[1].UserDatabase was cut off by -Depth: only "@{Identity=UserDatabase:sql.example.com; PoolFqdn=sql.example.com}" is left
# Get-CsRegistrarConfiguration.PoolState of Global was the number 1, which may stand for anything: the topology begins with all pools active
# Get-CsUser has the property "DisplayName", which is not used
# Get-CsService -Registrar[0] has version 7: a.example.com is taken for Skype for Business Server 2015, and may be younger
# Get-CsService -Registrar[1] has version 7: b.example.com is taken for Skype for Business Server 2015, and may be younger
# Get-CsService -Registrar[2] has version 7: sba.example.com is taken for Skype for Business Server 2015, and may be younger
# Get-CsService -Registrar[0] b.example.com does not name a.example.com as its backup: they are a pair all the same (F-3)
# Get-CsService -Registrar[1] tells no FailureDetectionInterval of b.example.com: it is 5m0s (F-27)
# Get-CsService -Registrar[1] tells no FailbackDetectionInterval of b.example.com: it is 10m0s (F-27)
# The cmdlets tell neither what the servers run on nor what is in DNS: host, os and srv are for you to write.

topology
  domain example.com
  site Head-Office
  site Branch
  pool a.example.com site Head-Office edition enterprise release 2015 back-end mirroring front-ends 3 automatic detect 120s failback 240s
  pool b.example.com site Head-Office edition enterprise release 2015 front-ends 3 cms detect 300s failback 600s
  pool sba.example.com site Branch edition appliance release 2015 backup a.example.com automatic detect 120s failback 240s
  pair a.example.com b.example.com
  user ann@example.com home a.example.com
  user bob@example.com home a.example.com
  user cas@example.com home sba.example.com
  seed 1

story
