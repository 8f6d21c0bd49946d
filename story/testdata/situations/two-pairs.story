understudy story 1
title Two sites with a pair each, and one of the sites is lost
# A pool has one partner (F-1). Who pairs two pools of one site is safe when either of them fails, and has nothing when
# the site does: its users are out although two healthy pools stand in the other site, the store is gone with its standby,
# and nothing can be ordered anywhere (Q-2, F-9). The pools of the other site go on with what they know.

topology
  domain lab.local
  site East
  site West
  pool E1.lab.local site East edition standard cms automatic detect 90s failback 120s
  pool E2.lab.local site East edition standard automatic detect 90s failback 120s
  pool W1.lab.local site West edition standard automatic detect 90s failback 120s
  pool W2.lab.local site West edition standard automatic detect 90s failback 120s
  pair E1.lab.local E2.lab.local
  pair W1.lab.local W2.lab.local
  user e@lab.local home E1.lab.local
  user traveller@lab.local home E1.lab.local site West
  user w@lab.local home W1.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target E1.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target E2.lab.local
  srv _sipinternaltls._tcp.lab.local priority 20 weight 10 port 5061 target W1.lab.local
  srv _sipinternaltls._tcp.lab.local priority 30 weight 10 port 5061 target W2.lab.local

story
e@lab.local signs in
| 0h00m00s  e@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  e@lab.local  signed in at E1.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  E1.lab.local sees E2.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  E2.lab.local sees E1.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  W1.lab.local sees W2.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  W2.lab.local sees W1.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
traveller@lab.local signs in
| 0h00m00s  traveller@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  traveller@lab.local  signed in at E1.lab.local, normal  The home pool is active and its store is within reach (F-45)
w@lab.local signs in
| 0h00m00s  w@lab.local  redirected by E1.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h00m00s  w@lab.local  redirected by E2.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h00m00s  w@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  w@lab.local  signed in at W1.lab.local, normal  The home pool is active and its store is within reach (F-45)
+10m

== Q-2 One pool of a site: its partner takes over
break power E1.lab.local
| 0h10m00s  E1.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h10m00s  E1.lab.local sees E2.lab.local  up → unknown  An observer that stops holds nothing (H-10)
within 5m expect e@lab.local limited at E2.lab.local
| 0h10m32s  e@lab.local  signed out of E1.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h10m32s  e@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h10m32s  traveller@lab.local  signed out of E1.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h10m32s  traveller@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h10m35s  E2.lab.local sees E1.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h11m04s  e@lab.local  redirected by E2.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h11m04s  e@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h11m04s  e@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h11m04s  traveller@lab.local  redirected by E2.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h11m04s  traveller@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h11m04s  traveller@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h11m05s  E2.lab.local sees E1.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  E2.lab.local sees E1.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  E2.lab.local sees E1.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h11m42.813s  traveller@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h11m46.681s  e@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h12m14.813s  traveller@lab.local  signed in at E2.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h12m18.681s  e@lab.local  signed in at E2.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
within 5m expect traveller@lab.local limited at E2.lab.local
expect w@lab.local normal at W1.lab.local

== Q-2 Both: nobody is left who could
break power E2.lab.local
| 0h12m18.681s  E2.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h12m18.681s  E2.lab.local sees E1.lab.local  down → unknown  An observer that stops holds nothing, its verdict included (H-10)
+1m
| 0h12m50.681s  e@lab.local  signed out of E2.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h12m50.681s  e@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h12m50.681s  traveller@lab.local  signed out of E2.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h12m50.681s  traveller@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
for 1h expect traveller@lab.local out
| 0h13m22.681s  e@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m22.681s  traveller@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m54.681s  e@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h13m54.681s  e@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h13m54.681s  traveller@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h13m54.681s  traveller@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h14m32.939s  e@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h14m42.239s  traveller@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h15m04.939s  e@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h15m14.239s  traveller@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h15m36.939s  e@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h15m36.939s  e@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h15m46.239s  traveller@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h15m46.239s  traveller@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h17m30.874s  e@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h17m37.317s  traveller@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h18m02.874s  e@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h18m09.317s  traveller@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h18m34.874s  e@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h18m34.874s  e@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h18m41.317s  traveller@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h18m41.317s  traveller@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h21m37.037s  e@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h21m58.017s  traveller@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h22m09.037s  e@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h22m30.017s  traveller@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h22m41.037s  e@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h22m41.037s  e@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h23m02.017s  traveller@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h23m02.017s  traveller@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h28m59.200s  traveller@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h29m31.200s  traveller@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h29m59.795s  e@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h30m03.200s  traveller@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h30m03.200s  traveller@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h30m31.795s  e@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h31m03.795s  e@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h31m03.795s  e@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h39m35.353s  traveller@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h40m06.425s  e@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h40m07.353s  traveller@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h40m38.425s  e@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h40m39.353s  traveller@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h40m39.353s  traveller@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h41m10.425s  e@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h41m10.425s  e@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 1h05m40.302s  e@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h06m12.302s  e@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h06m44.302s  e@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 1h06m44.302s  e@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 1h07m45.008s  traveller@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h08m17.008s  traveller@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h08m49.008s  traveller@lab.local  rejected by W1.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 1h08m49.008s  traveller@lab.local  rejected by W2.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
expect e@lab.local out
expect w@lab.local normal at W1.lab.local
W1.lab.local> Invoke-CsPoolFailOver -PoolFqdn E1.lab.local -DisasterMode
| 1h13m18.681s  E1.lab.local  fail pool over refused: cms-first  The pool hosts the active Central Management Store, which has to be failed over first (F-72, F-113, H-32)
| 1h13m18.681s  E1.lab.local  fail pool over refused: backup-up  The backup pool cannot be reached or its service does not run (H-8)
expect blocked cms-first, backup-up
W1.lab.local> Invoke-CsManagementServerFailover
| 1h13m18.681s  W1.lab.local  fail CMS over refused: standby-exists  The pool has no database of the Central Management Store (F-106)
expect blocked standby-exists
expect West finds no CMS
W1.lab.local> Set-CsRegistrar -Identity Registrar:W1.lab.local -EnableAutomaticFailover $false
| 1h13m18.681s  W1.lab.local  set automatic failover refused: cms-writable  No Central Management Store takes writes from there (F-55, F-99, H-8)
expect blocked cms-writable

== Q-2 The other pair knows nothing of it, and goes on
break power W1.lab.local
| 1h13m18.681s  W1.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 1h13m18.681s  W1.lab.local sees W2.lab.local  up → unknown  An observer that stops holds nothing (H-10)
within 5m expect w@lab.local limited at W2.lab.local
| 1h13m35s  W2.lab.local sees W1.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 1h13m50.681s  w@lab.local  signed out of W1.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 1h13m50.681s  w@lab.local  tries W1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h14m05s  W2.lab.local sees W1.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h14m22.681s  w@lab.local  tries E1.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h14m35s  W2.lab.local sees W1.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h14m35s  W2.lab.local sees W1.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 1h14m54.681s  w@lab.local  tries E2.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h15m26.681s  w@lab.local  signed in at W2.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
