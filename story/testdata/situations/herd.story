understudy story 1
title A herd that stays together
# If the wait were not drawn, those who are turned away at one instant would be back at one instant, and be turned away
# again: of six users two get in with each round, and each round takes twice as long (C-105, C-120). A bare rate of two
# a second would let all six in within three seconds (C-118); what keeps them out is how they come back.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 300s failback 600s
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE01.lab.local
  user u3@lab.local home FE01.lab.local
  user u4@lab.local home FE01.lab.local
  user u5@lab.local home FE01.lab.local
  user u6@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  set client.jitter 0
  set admission.standard.rate 2
  set admission.standard.burst 2

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u3@lab.local signs in
| 0h00m00s  u3@lab.local  told by FE01.lab.local to come again later  As many sign in as this registrar takes in a second; nobody says when to come again (C-116, H-38)
u4@lab.local signs in
| 0h00m00s  u4@lab.local  told by FE01.lab.local to come again later  As many sign in as this registrar takes in a second; nobody says when to come again (C-116, H-38)
u5@lab.local signs in
| 0h00m00s  u5@lab.local  told by FE01.lab.local to come again later  As many sign in as this registrar takes in a second; nobody says when to come again (C-116, H-38)
u6@lab.local signs in
| 0h00m00s  u6@lab.local  told by FE01.lab.local to come again later  As many sign in as this registrar takes in a second; nobody says when to come again (C-116, H-38)
expect u3@lab.local waiting
u3@lab.local signs in -WhatIf
| 0h00m00s  what if  blocked: FE01.lab.local  As many sign in as this registrar takes in a second; nobody says when to come again (C-116, H-38)
| 0h00m00s  what if  by itself this changes at 0h00m00.500s
within 1m1s expect u4@lab.local normal at FE01.lab.local
| 0h01m00s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h01m00s  u3@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h01m00s  u4@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h01m00s  u4@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h01m00s  u5@lab.local  told by FE01.lab.local to come again later  As many sign in as this registrar takes in a second; nobody says when to come again (C-116, H-38)
| 0h01m00s  u6@lab.local  told by FE01.lab.local to come again later  As many sign in as this registrar takes in a second; nobody says when to come again (C-116, H-38)
expect u5@lab.local waiting
for 1m59s expect u6@lab.local waiting
+1s
| 0h03m00s  u5@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h03m00s  u5@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h03m00s  u6@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h03m00s  u6@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u6@lab.local normal at FE01.lab.local
