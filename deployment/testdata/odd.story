understudy story 1
title odd
# Get-CsUser[0] is homed on gone.example.com, which is none of the pools
# the file has the property "Get-CsConferenceDirectory", which is not used
# No SIP domain is named: example.com is that of hub.example.com.
# Get-CsService -Registrar[0] hub.example.com is in site unknown, which Get-CsSite does not name
# Get-CsService -Registrar[0] has version 9: hub.example.com is taken for Lync Server 2013
# Get-CsService -Registrar[0] tells no user database: hub.example.com is taken for Standard Edition
# Get-CsService -Registrar[1] x.example.com is in site 1, which Get-CsSite does not name
# Get-CsService -Registrar[1] x.example.com has 13 computers, which is no size of a pool of Lync Server 2013: it is modelled as one server
# Get-CsService -Registrar[2] tells no user database: y.example.com is taken for Standard Edition
# Get-CsService -Registrar[3] tells no user database: z.example.com is taken for Standard Edition
# Get-CsService -Registrar[4] tells no user database: old.example.com is taken for Standard Edition
# Get-CsService -Registrar[5] tells no user database: lost.example.com is taken for Standard Edition
# Get-CsService -Registrar[0] names itself as its backup, which is left out (F-1)
# Get-CsService -Registrar[5] names the backup gone.example.com, which is none of the pools, and is left out
# Get-CsService -Registrar[1] names the backup y.example.com, whose own is "z.example.com": they are left out as a pair (F-1)
# Get-CsService -Registrar[2] tells no FailureDetectionInterval of y.example.com: it is 5m0s (F-27)
# Get-CsService -Registrar[2] tells no FailbackDetectionInterval of y.example.com: it is 10m0s (F-27)
# Get-CsService -Registrar[3] tells no FailureDetectionInterval of z.example.com: it is 5m0s (F-27)
# Get-CsService -Registrar[3] tells no FailbackDetectionInterval of z.example.com: it is 10m0s (F-27)
# Get-CsService -Registrar[4] tells no FailureDetectionInterval of old.example.com: it is 5m0s (F-27)
# Get-CsService -Registrar[4] tells no FailbackDetectionInterval of old.example.com: it is 10m0s (F-27)
# The Central Management Store is active in 2 pools: x.example.com is taken to have it alone (F-177).
# The Edge pool edge.example.com hands on to "gone.example.com", which is none of the pools, and is left out.
# The cmdlets tell neither what the servers run on nor what is in DNS: host, os and srv are for you to write.

topology
  domain example.com
  site unknown
  site 1
  pool hub.example.com site unknown edition standard
  pool x.example.com site 1 edition enterprise cms
  pool y.example.com site 1 edition standard detect 300s failback 600s
  pool z.example.com site 1 edition standard detect 300s failback 600s
  pool old.example.com site 1 edition standard release 2010 backup x.example.com detect 300s failback 600s
  pool lost.example.com site 1 edition standard
  pair y.example.com z.example.com
  seed 1

story
