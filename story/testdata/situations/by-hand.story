understudy story 1
title The pool state, written by hand
# If the state were a lever on the servers, writing it would stop and start them. It is a line in the configuration, which
# every server acts on when its own replica has it (F-57): users are served where it says, with what data happens to lie
# there, and nothing is exported, imported or stopped. So it is the way out of a run that is stuck (F-74), and no more.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local
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
+5m

== F-57 From active to anything, and back
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState Active
| 0h05m00s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h05m00s  FE02.lab.local  active: set active  Written by hand as it was; a run that stopped is forgotten (F-57)
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailingOver
| 0h05m00s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h05m00s  FE02.lab.local  active → failing over  Written with no run behind it: by hand, or by a new master that had heard less (F-57, F-110)
within 2m expect u2@lab.local limited at FE01.lab.local
| 0h06m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h06m30s  u2@lab.local  redirected by FE02.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h06m30s  u2@lab.local  signed in at FE01.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailingOver
| 0h06m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h06m30s  FE02.lab.local  failing over: set failing over  Written by hand as it was; a run that stopped is forgotten (F-57)
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailedOver
| 0h06m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h06m30s  FE02.lab.local  failing over → failed over  Written by hand, however far the run had come (F-57)
| 0h06m30s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
within 2m expect u2@lab.local full at FE01.lab.local
| 0h07m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailedOver
| 0h07m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h07m30s  FE02.lab.local  failed over: set failed over  Written by hand as it was; a run that stopped is forgotten (F-57)
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailingBack
| 0h07m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h07m30s  FE02.lab.local  failed over → failing back  Written with no run behind it: by hand, or by a new master that had heard less (F-57, F-110, H-29)
within 2m expect u2@lab.local limited at FE01.lab.local
| 0h08m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailingBack
| 0h08m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h08m30s  FE02.lab.local  failing back: set failing back  Written by hand as it was; a run that stopped is forgotten (F-57, H-29)
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState Active
| 0h08m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h08m30s  FE02.lab.local  failing back → active  Written by hand, however far the run had come (F-57, F-74)
| 0h08m30s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h08m30s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h08m30s  u2@lab.local  signed in at FE02.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
within 2m expect u2@lab.local normal at FE02.lab.local
| 0h09m30s  FE01.lab.local sees FE02.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 0h09m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h09m30s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)

== F-57 The other way round
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailingBack
| 0h09m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h09m30s  FE02.lab.local  active → failing back  Written with no run behind it: by hand, or by a new master that had heard less (F-57, F-110, H-29)
+2m
| 0h10m30s  u2@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
expect u2@lab.local limited at FE02.lab.local
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailedOver
| 0h11m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h11m30s  FE02.lab.local  failing back → failed over  Written by hand, which gives the users back to the backup (F-57)
| 0h11m30s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
within 2m expect u2@lab.local full at FE01.lab.local
| 0h12m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h12m30s  u2@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h12m30s  u2@lab.local  signed in at FE01.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailingOver
| 0h12m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h12m30s  FE02.lab.local  failed over → failing over  Written with no run behind it: by hand, or by a new master that had heard less (F-57, F-110)
+2m
| 0h13m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
expect u2@lab.local limited at FE01.lab.local
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailingBack
| 0h14m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h14m30s  FE02.lab.local  failing over → failing back  Written with no run behind it: by hand, or by a new master that had heard less (F-57, F-110, H-29)
+2m
expect u2@lab.local limited at FE01.lab.local
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailingOver
| 0h16m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h16m30s  FE02.lab.local  failing back → failing over  Written with no run behind it: by hand, or by a new master that had heard less (F-57, F-110)
+2m
expect u2@lab.local limited at FE01.lab.local
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailedOver
| 0h18m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h18m30s  FE02.lab.local  failing over → failed over  Written by hand, however far the run had come (F-57)
within 2m expect u2@lab.local full at FE01.lab.local
| 0h19m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)

== H-1 Written again before anybody has read it: what the pools act on is what their replicas had a minute ago
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState Active
| 0h19m30s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h19m30s  FE02.lab.local  failed over → active  Written by hand; what the users did on the backup is not brought home (F-57, F-74)
| 0h19m30s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h19m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
+30s
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState FailedOver
| 0h20m00s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h20m00s  FE02.lab.local  active → failed over  Written by hand, which moves the users without their data (F-57)
| 0h20m00s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h20m00s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
+2m
| 0h20m30s  FE01.lab.local sees FE02.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 0h20m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h20m30s  u2@lab.local  sent home by FE01.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h20m30s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h20m30s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h21m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h21m30s  u2@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 0h21m30s  u2@lab.local  signed in at FE01.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
FE01.lab.local> Set-CsRegistrarConfiguration -Identity service:Registrar:FE02.lab.local -PoolState Active
| 0h22m00s  FE02.lab.local  set pool state  The PoolState is written by hand (F-57, F-74)
| 0h22m00s  FE02.lab.local  failed over → active  Written by hand; what the users did on the backup is not brought home (F-57, F-74)
| 0h22m00s  FE02.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h22m00s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
within 2m expect u2@lab.local normal at FE02.lab.local
| 0h23m30s  FE01.lab.local sees FE02.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 0h23m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h23m30s  u2@lab.local  sent home by FE01.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h23m30s  u2@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h23m30s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
for 30m expect u2@lab.local normal at FE02.lab.local
