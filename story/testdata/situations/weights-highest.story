understudy story 1
title Weights: highest weight
# Two records of one priority, 3 and 1. If clients draw, weights share out the load of sign-ins. If they always take the
# highest weight, as one book has it and the Access Edge does (C-107, C-108), the weight is no more than a second priority.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 300s failback 600s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE01.lab.local
  user u3@lab.local home FE01.lab.local
  user u4@lab.local home FE01.lab.local
  user u5@lab.local home FE01.lab.local
  user u6@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 3 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 1 port 5061 target FE02.lab.local
  policy highest weight
  seed 2

story
== C-110 Who begins at FE02 is redirected, and all are served at home
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u3@lab.local signs in
| 0h00m00s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u3@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u4@lab.local signs in
| 0h00m00s  u4@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u4@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u5@lab.local signs in
| 0h00m00s  u5@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u5@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u6@lab.local signs in
| 0h00m00s  u6@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u6@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u1@lab.local normal at FE01.lab.local
expect u6@lab.local normal at FE01.lab.local
