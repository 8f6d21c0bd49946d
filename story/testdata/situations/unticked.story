understudy story 1
title Automatic failover is unticked while users are borrowed
# If the tick only said who is taken in, the users would be sent home like all others. It says both (F-40): who is
# borrowed when it goes stays limited where he is, even when his pool is back, until he signs out (H-26); who comes
# later is not taken in.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard cms automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE01.lab.local
  user u3@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u3@lab.local signs in
| 0h00m00s  u3@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u3@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m
u2@lab.local signs out
| 0h05m00s  u2@lab.local  signed out of FE01.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
break nic FE01.lab.local
| 0h05m00s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 5m expect u1@lab.local limited at FE02.lab.local
| 0h05m32s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h05m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h06m04s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h06m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h06m46.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m18.681s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)

== H-26 Unticked: who is there stays
FE02.lab.local> Set-CsRegistrar -Identity Registrar:FE01.lab.local -EnableAutomaticFailover $false
| 0h07m18.681s  FE01.lab.local  set automatic failover  The registrar's setting goes the way of all configuration (F-40)
expect accepted
+3m
| 0h07m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
for 1h expect u1@lab.local limited at FE02.lab.local

== F-40 Who comes later is not taken in
u2@lab.local signs in
| 1h10m18.681s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
for 30m expect u2@lab.local out
| 1h10m50.681s  u2@lab.local  redirected by FE02.lab.local  Without automatic failover the backup is not used when the home pool is down (F-40)
| 1h11m29.494s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h12m01.494s  u2@lab.local  redirected by FE02.lab.local  Without automatic failover the backup is not used when the home pool is down (F-40)
| 1h13m36.609s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h14m08.609s  u2@lab.local  redirected by FE02.lab.local  Without automatic failover the backup is not used when the home pool is down (F-40)
| 1h17m50.764s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h18m22.764s  u2@lab.local  redirected by FE02.lab.local  Without automatic failover the backup is not used when the home pool is down (F-40)
| 1h24m56.164s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h25m28.164s  u2@lab.local  redirected by FE02.lab.local  Without automatic failover the backup is not used when the home pool is down (F-40)
| 1h37m22.529s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h37m54.529s  u2@lab.local  redirected by FE02.lab.local  Without automatic failover the backup is not used when the home pool is down (F-40)
u2@lab.local signs in -WhatIf
| 1h40m18.681s  what if  blocked: FE01.lab.local  The client gets no answer from it (H-22)
| 1h40m18.681s  what if  blocked: FE02.lab.local  Without automatic failover the backup is not used when the home pool is down (F-40)
| 1h40m18.681s  what if  this does not change by itself within 1h

== F-40 Nor is anybody sent home when FE01 is back
heal nic FE01.lab.local
| 1h40m18.681s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
within 1m expect FE02.lab.local sees FE01.lab.local up
| 1h40m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
for 2h expect u1@lab.local limited at FE02.lab.local
| 1h50m05s  FE01.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h55m47.316s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
within 31m expect u2@lab.local normal at FE01.lab.local

== H-26 Until he signs out
u1@lab.local signs out
| 3h40m35s  u1@lab.local  signed out of FE02.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
u1@lab.local signs in
| 3h40m35s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u1@lab.local normal at FE01.lab.local
