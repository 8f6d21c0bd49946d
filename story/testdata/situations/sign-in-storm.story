understudy story 1
title A storm of sign-ins at one Standard Edition server
# If a server took in everybody at once, a storm would be over the moment it breaks, and nobody would see why the last
# users are in a minute after the first. Eight come at one instant: two are let in, six hear 503 and no time to come back
# (H-38, C-116). Their own back-off, which is drawn, spreads them out (C-104, C-105). When the service stops for a second
# the same draw spreads all eight before they are at the door again, and nobody meets the limit.

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
  user u7@lab.local home FE01.lab.local
  user u8@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  set admission.standard.rate 2
  set admission.standard.burst 2

story
== H-38 Eight sign-ins at one instant
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
u7@lab.local signs in
| 0h00m00s  u7@lab.local  told by FE01.lab.local to come again later  As many sign in as this registrar takes in a second; nobody says when to come again (C-116, H-38)
u8@lab.local signs in
| 0h00m00s  u8@lab.local  told by FE01.lab.local to come again later  As many sign in as this registrar takes in a second; nobody says when to come again (C-116, H-38)
+2m
| 0h00m31.129s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m31.129s  u3@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m33.729s  u4@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m33.729s  u4@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m37.185s  u7@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m37.185s  u7@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m38.081s  u8@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m38.081s  u8@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m38.087s  u5@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m38.087s  u5@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m57.561s  u6@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m57.561s  u6@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u8@lab.local normal at FE01.lab.local

== C-105 The service stops for a second
+28m
break service FE01.lab.local
| 0h30m00s  FE01.lab.local  service stopped  Connections are reset, so clients know at once (H-22)
| 0h30m00s  u1@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h30m00s  u2@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h30m00s  u3@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h30m00s  u4@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h30m00s  u5@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h30m00s  u6@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h30m00s  u7@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h30m00s  u8@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
+1s
heal service FE01.lab.local
| 0h30m01s  FE01.lab.local  mended: service stopped  The fault is over (H-22)
+2m
| 0h30m30.953s  u3@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h30m38.813s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h30m40.567s  u8@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h30m42.681s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h30m46.151s  u4@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h30m49.897s  u6@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h30m54.850s  u7@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h30m57.140s  u5@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u8@lab.local normal at FE01.lab.local
