understudy story 1
title A user of a failed over pool is moved
# If a user could be moved from a pool that is failed over like from any other, his data would be taken from where they
# are old. The move is refused; with force the account goes alone (F-150), and the backup stops serving him at once
# (H-17). His certificate does not go with it (C-65), which is one more thing to lose. Nobody is moved to a pool that is
# not active.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pool FE03.lab.local site HQ edition standard
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local
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
| 0h00m00s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
u3@lab.local signs in
| 0h00m00s  u3@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u3@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local
| 0h05m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m00s  FE02.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
within 6m expect FE02.lab.local is failed over
| 0h05m05s  FE02.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h06m05s  FE02.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m05s  FE02.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m10s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h08m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h08m30s  u3@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h08m30s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h08m30s  u3@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h08m30s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h08m30s  u3@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h08m40s  FE02.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m15s  FE02.lab.local  planned failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m15s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h09m20s  FE02.lab.local  planned failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m20s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
within 2m expect u2@lab.local full at FE01.lab.local
| 0h09m50s  FE02.lab.local  planned failover: stop services done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m50s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h09m50s  FE02.lab.local  planned failover finished  The last step has done its work (F-58, F-83)
| 0h10m05s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
| 0h10m30s  u3@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
expect u3@lab.local full at FE01.lab.local
+1m
| 0h10m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)

== H-17 Without force
FE01.lab.local> Move-CsUser -Identity u2@lab.local -Target FE03.lab.local
| 0h11m30s  u2@lab.local  move user refused: source-active  The user's home pool is failed over; without force nobody is moved from it (H-17)
expect blocked source-active
expect u2@lab.local homed at FE02.lab.local
expect u2@lab.local full at FE01.lab.local

== H-17 To a pool that is not active
FE01.lab.local> Move-CsUser -Identity u1@lab.local -Target FE02.lab.local
| 0h11m30s  u1@lab.local  move user refused: target-up  The target pool cannot be reached (Q-9)
| 0h11m30s  u1@lab.local  move user refused: target-active  Nobody is moved to a pool that is not active (H-17)
expect blocked target-up, target-active
FE01.lab.local> Move-CsUser -Identity u1@lab.local -Target FE02.lab.local -Force
| 0h11m30s  u1@lab.local  move user refused: target-up  The target pool cannot be reached (Q-9)
| 0h11m30s  u1@lab.local  move user refused: target-active  Nobody is moved to a pool that is not active (H-17)
expect blocked target-up, target-active

== H-17, F-150 With force the account goes, and FE01 serves it no more
FE01.lab.local> Move-CsUser -Identity u2@lab.local -Target FE03.lab.local -Force
| 0h11m30s  u2@lab.local  move user  The home of the user changes at once (L-3, F-149)
| 0h11m30s  u2@lab.local  loses all contacts and meetings  With force the account alone is moved, and they stay where they are (F-150, H-92)
| 0h11m30s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h11m30s  u2@lab.local  redirected by FE01.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h11m30s  u2@lab.local  rejected by FE03.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
expect accepted
expect u2@lab.local homed at FE03.lab.local
expect u2@lab.local out
expect u3@lab.local full at FE01.lab.local

== C-65 What FE03 has never heard of is his certificate, too
for 10m expect u2@lab.local out
| 0h11m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m08.813s  u2@lab.local  redirected by FE01.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h12m08.813s  u2@lab.local  rejected by FE03.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h12m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m43.928s  u2@lab.local  redirected by FE01.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h13m43.928s  u2@lab.local  rejected by FE03.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h14m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h17m26.083s  u2@lab.local  redirected by FE01.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h17m26.083s  u2@lab.local  rejected by FE03.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
u2@lab.local signs in -WhatIf
| 0h21m30s  what if  blocked: FE03.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h21m30s  what if  this does not change by itself within 1h
u2@lab.local signs out
u2@lab.local deletes the certificate
| 0h21m30s  u2@lab.local  certificate valid → none  The user deletes it, so that the next sign-in brings another (L-9, C-67)
u2@lab.local signs in
| 0h21m30s  u2@lab.local  redirected by FE01.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h21m30s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h21m30s  u2@lab.local  signed in at FE03.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u2@lab.local normal at FE03.lab.local

== F-83 The failback takes home who still belongs there
FE01.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE02.lab.local
| 0h21m30s  FE02.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h21m30s  FE02.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
expect accepted
within 16m expect FE02.lab.local is active
| 0h22m00s  FE02.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m30s  FE02.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h25m30s  FE02.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h27m30s  FE02.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h28m30s  FE02.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h28m30s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h28m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h28m35s  FE02.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h28m35s  FE02.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h29m30s  u3@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h30m35s  FE02.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h30m35s  FE02.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h30m35s  u3@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h30m35s  u3@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h33m25s  FE02.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h33m25s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h33m30s  FE02.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h33m30s  FE02.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h33m30s  FE02.lab.local  failback finished  The last step has done its work (F-58, F-83)
within 2m expect u3@lab.local normal at FE02.lab.local
| 0h34m30s  FE01.lab.local sees FE02.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 0h34m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h34m30s  u3@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
expect u2@lab.local normal at FE03.lab.local
