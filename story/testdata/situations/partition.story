understudy story 1
title The network between the sites is cut, and both pools are alive
# If a verdict moved users who still reach their pool, or if it took more than a verdict to serve those who do not, this
# would look different from the two sites. It is the same from both (H-3): who sits beside his pool notices nothing, who
# sits on the far side is taken in there, and when the network is mended everybody goes where he belongs.

topology
  domain lab.local
  site East
  site West
  pool FE01.lab.local site East edition standard cms automatic detect 300s failback 600s
  pool FE02.lab.local site West edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user e1@lab.local home FE01.lab.local site East
  user e2@lab.local home FE01.lab.local site West
  user w1@lab.local home FE02.lab.local site West
  user w2@lab.local home FE02.lab.local site East
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
e1@lab.local signs in
| 0h00m00s  e1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  e1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
e2@lab.local signs in
| 0h00m00s  e2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  e2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
w1@lab.local signs in
| 0h00m00s  w1@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  w1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  w1@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
w2@lab.local signs in
| 0h00m00s  w2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  w2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  w2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m

== H-3 The cut, and nobody gives an order
break link East to West
| 0h05m00s  East  link cut to West  Nothing arrives in this direction (Q-5, H-3)
break link West to East
| 0h05m00s  West  link cut to East  Nothing arrives in this direction (Q-5, H-3)
within 33s expect e2@lab.local out
| 0h05m32s  e2@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  e2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m32s  w2@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  w2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
within 33s expect w2@lab.local out
expect e1@lab.local normal at FE01.lab.local
expect w1@lab.local normal at FE02.lab.local
expect FE01.lab.local up
expect FE02.lab.local up

== F-33 Both are silent to each other, then down
within 6m expect FE02.lab.local sees FE01.lab.local down
| 0h05m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h05m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h06m04s  e2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h06m04s  w2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h06m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m37.729s  w2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h06m42.813s  e2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m09.729s  w2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h07m14.813s  e2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h07m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m42.031s  w2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h08m49.928s  e2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h09m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m14.031s  w2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h09m21.928s  e2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h09m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h10m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
within 1m expect FE01.lab.local sees FE02.lab.local down
within 31m expect e2@lab.local limited at FE02.lab.local
| 0h12m52.218s  w2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m04.083s  e2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m24.218s  w2@lab.local  signed in at FE01.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h13m36.083s  e2@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
within 31m expect w2@lab.local limited at FE01.lab.local
expect e2@lab.local cannot contact list
expect e1@lab.local normal at FE01.lab.local
expect w1@lab.local normal at FE02.lab.local
for 1h expect e1@lab.local normal at FE01.lab.local

== H-31 From the East the store answers, from the West it does not
East> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
| 1h13m36.083s  East  ActiveMasterFqdn: FE01.lab.local
| 1h13m36.083s  East  ActiveMasterLastHeartbeat: 36s ago
| 1h13m36.083s  East  ActiveFileTransferAgents: FE01.lab.local
| 1h13m36.083s  East  ActiveFileTransferAgentLastHeartbeats: 36s ago
| 1h13m36.083s  East  ActiveReplicas: FE01.lab.local, FE02.lab.local
| 1h13m36.083s  East  DeletedReplicas:
| 1h13m36.083s  East  UpToDate FE01.lab.local: true
| 1h13m36.083s  East  UpToDate FE02.lab.local: true
expect answer ActiveMasterFqdn: FE01.lab.local
West> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
| 1h13m36.083s  West  understudy: query: from West the database on FE01.lab.local cannot be reached (F-103, L-16)
expect error
East> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 1h13m36.083s  FE02.lab.local  fail pool over refused: home-up  The pool cannot be reached; without disaster mode it has to be up (F-62, F-63)
expect blocked home-up

== F-38 Mended: each goes home at the first check of the other pool
heal link East to West
| 1h13m36.083s  East  mended: link cut to West  The fault is over (H-22)
heal link West to East
| 1h13m36.083s  West  mended: link cut to East  The fault is over (H-22)
within 11m expect e2@lab.local normal at FE01.lab.local
| 1h20m05s  FE01.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h20m05s  w2@lab.local  sent home by FE01.lab.local  The backup has heard the primary again (F-38, H-34)
| 1h20m05s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h20m05s  e2@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 1h20m05s  w2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h20m05s  e2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h20m05s  w2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 1h20m05s  e2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
within 11m expect w2@lab.local normal at FE02.lab.local
expect e1@lab.local normal at FE01.lab.local
expect w1@lab.local normal at FE02.lab.local
