understudy story 1
title Two response groups of one name
# If an import could bring in a second group of a name, nobody would know which of the two is called. It fails, and the
# groups of the other pool stay where they are: down with it (F-145).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard automatic detect 90s failback 600s
  pool FE02.lab.local site HQ edition standard cms automatic detect 90s failback 600s
  pool FE03.lab.local site HQ edition standard detect 90s failback 600s
  pair FE01.lab.local FE02.lab.local
  group Sales pool FE01.lab.local
  group Sales pool FE02.lab.local
  user a1@lab.local home FE02.lab.local agent-of Sales
  user c1@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 0 port 5061 target FE02.lab.local

story
a1@lab.local signs in
| 0h00m00s  a1@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  a1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  a1@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
c1@lab.local signs in
| 0h00m00s  c1@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  c1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  c1@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
FE03.lab.local> Export-CsRgsConfiguration -Source FE03.lab.local
| 0h00m00s  FE03.lab.local  export response groups refused: groups-there  The pool has no response groups (F-145)
expect blocked groups-there
FE01.lab.local> Export-CsRgsConfiguration -Source FE01.lab.local
| 0h00m00s  FE01.lab.local  export response groups  What the pool's response groups are goes into a file (F-145)
expect accepted
FE02.lab.local> Import-CsRgsConfiguration -Destination FE02.lab.local
| 0h00m00s  FE02.lab.local  import response groups refused: groups-unique  The pool has a response group of the same name, and the import fails (F-145)
expect blocked groups-unique

== F-145 What was not imported drops
break power FE01.lab.local
| 0h00m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
c1@lab.local calls group Sales
| 0h00m00s  c1@lab.local  none: unserved  No pool runs the group: its own is out, and it was not imported; the call drops (C-76, F-145)
expect c1@lab.local talks to nobody
