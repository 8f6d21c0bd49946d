understudy story 1
title A desk phone keeps the backup
# If all clients kept the same, they would find their way the same. A desktop client keeps its primary only (C-23), a desk
# phone whichever registrar was good last, the backup too (C-26). Where DNS is out of reach that is all there is: the phone is
# in at once, and the desktop client, started anew, is out. The price is paid later: the phone begins each first round with
# what it kept, right or wrong, and has to wait for the next one (H-63).

topology
  domain lab.local
  site HQ
  site Branch no-directory
  pool FE01.lab.local site HQ edition standard automatic detect 300s failback 600s
  pool FE02.lab.local site Branch edition standard cms automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user desktop@lab.local home FE01.lab.local site Branch
  user phone@lab.local home FE01.lab.local site Branch client Phone Edition
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local
  set cache.max-ttl 10m

story
desktop@lab.local signs in
| 0h00m00s  desktop@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  desktop@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
phone@lab.local signs in
| 0h00m00s  phone@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  phone@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect desktop@lab.local normal at FE01.lab.local
expect phone@lab.local normal at FE01.lab.local
+5m

== C-26 FE01 is lost: the first round of the phone is what it kept, the second one is built anew
break power FE01.lab.local
| 0h05m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h05m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
within 1m10s expect phone@lab.local waiting
| 0h05m32s  desktop@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  desktop@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m32s  phone@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  phone@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h06m04s  desktop@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
within 8m expect FE02.lab.local sees FE01.lab.local down
| 0h06m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m42.813s  phone@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h06m46.681s  desktop@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m14.813s  phone@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h07m18.681s  desktop@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h07m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35.198s  desktop@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h08m49.928s  phone@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h09m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m07.198s  desktop@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h09m21.928s  phone@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h09m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
within 10m expect desktop@lab.local limited at FE02.lab.local
| 0h12m55.068s  desktop@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m04.083s  phone@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m27.068s  desktop@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
within 10m expect phone@lab.local limited at FE02.lab.local
| 0h13m36.083s  phone@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
+15m

== C-23 The line to the headquarters is cut, and both are started anew: no DNS, and FE02 is what the phone kept
break link Branch to HQ
| 0h28m36.083s  Branch  link cut to HQ  Nothing arrives in this direction (Q-5, H-3)
break link HQ to Branch
| 0h28m36.083s  HQ  link cut to Branch  Nothing arrives in this direction (Q-5, H-3)
desktop@lab.local signs out
| 0h28m36.083s  desktop@lab.local  signed out of FE02.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
phone@lab.local signs out
| 0h28m36.083s  phone@lab.local  signed out of FE02.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
desktop@lab.local signs in
| 0h28m36.083s  desktop@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
phone@lab.local signs in
| 0h28m36.083s  phone@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
expect phone@lab.local limited at FE02.lab.local
for 5m expect desktop@lab.local out
| 0h29m53.624s  desktop@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h32m15.314s  desktop@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
heal link Branch to HQ
| 0h33m36.083s  Branch  mended: link cut to HQ  The fault is over (H-22)
heal link HQ to Branch
| 0h33m36.083s  HQ  mended: link cut to Branch  The fault is over (H-22)
within 20m expect desktop@lab.local limited at FE02.lab.local
| 0h35m02.971s  desktop@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h35m34.971s  desktop@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)

== F-38 FE01 is back, and both are sent home
heal power FE01.lab.local
| 0h35m34.971s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 0h35m34.971s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h35m34.971s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
within 11m expect phone@lab.local normal at FE01.lab.local
| 0h40m05s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h40m05s  desktop@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h40m05s  phone@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h40m05s  desktop@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h40m05s  phone@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h40m05s  phone@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h40m05s  desktop@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h40m05s  phone@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
within 1m expect desktop@lab.local normal at FE01.lab.local
