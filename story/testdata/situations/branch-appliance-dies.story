understudy story 1
title A branch appliance dies and returns
# If the pool behind an appliance treated its users as borrowed from a strange pool, they would be limited there. But their
# data have been in the pool all along: they are served in full (H-50), all but the calls over the branch's own gateway
# (C-75). They are sent home when the pool has heard the appliance again, as anybody's users are (F-38).

topology
  domain lab.local
  site HQ
  site Berlin
  pool FE01.lab.local site HQ edition standard cms automatic detect 300s failback 600s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pool BR01.lab.local site Berlin edition appliance backup FE01.lab.local automatic detect 120s failback 240s
  pair FE01.lab.local FE02.lab.local
  user b1@lab.local home BR01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
b1@lab.local signs in
| 0h00m00s  b1@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  b1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  b1@lab.local  signed in at BR01.lab.local, normal  The appliance registers its own users, and the pool behind it has their data (F-4, C-40)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE01.lab.local sees BR01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  BR01.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+5m
HQ> Get-CsUserPoolInfo -Identity b1@lab.local
| 0h05m00s  HQ  PrimaryPoolFqdn: BR01.lab.local
| 0h05m00s  HQ  BackupPoolFqdn: FE01.lab.local
expect answer BackupPoolFqdn: FE01.lab.local

== F-28 The appliance dies: the pool takes its users in 120 s after the last answer
break power BR01.lab.local
| 0h05m00s  BR01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h05m00s  BR01.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
within 10m expect b1@lab.local full at FE01.lab.local
| 0h05m32s  b1@lab.local  signed out of BR01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  b1@lab.local  tries BR01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m35s  FE01.lab.local sees BR01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h06m04s  b1@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h06m04s  b1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h06m05s  FE01.lab.local sees BR01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE01.lab.local sees BR01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m46.681s  b1@lab.local  tries BR01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m05s  FE01.lab.local sees BR01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m05s  FE01.lab.local sees BR01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h07m18.681s  b1@lab.local  signed in at FE01.lab.local, full on the backup  The appliance is down, and the data of its users are in this pool all along (H-50)
expect b1@lab.local can edit contacts
expect b1@lab.local cannot inbound PSTN
b1@lab.local edits contacts
expect accepted

== F-51 The pool's own users and the branch's lose user services together
break sql FE01.lab.local
| 0h07m18.681s  FE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h07m18.681s  FE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h07m18.681s  FE01.lab.local to FE02.lab.local  user data steady → error  The service is in error and exports nothing (F-133, F-140)
| 0h07m18.681s  FE01.lab.local to FE02.lab.local  management store final → error  The service is in error and exports nothing (F-133, F-140)
within 31m expect b1@lab.local limited at FE01.lab.local
| 0h37m18.681s  FE01.lab.local  back end unreachable → unavailable  Unreachable for the threshold: its users are in resiliency mode (F-51, H-27)
| 0h37m18.681s  b1@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
heal sql FE01.lab.local
| 0h37m18.681s  FE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h37m18.681s  FE01.lab.local  back end unavailable → reachable  The database answers, and everything is back (F-51)
| 0h37m18.681s  FE01.lab.local to FE02.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 0h37m18.681s  FE01.lab.local to FE02.lab.local  management store error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 0h37m18.681s  b1@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
within 1m expect b1@lab.local full at FE01.lab.local

== F-38, F-28 The appliance returns, and is asked every 240 s
heal power BR01.lab.local
| 0h37m18.681s  BR01.lab.local  mended: power off  The fault is over (H-22)
| 0h37m18.681s  BR01.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h37m18.681s  BR01.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
within 5m expect b1@lab.local normal at BR01.lab.local
| 0h39m05s  FE01.lab.local sees BR01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h39m05s  b1@lab.local  sent home by FE01.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h39m05s  b1@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h39m05s  b1@lab.local  signed in at BR01.lab.local, normal  The appliance registers its own users, and the pool behind it has their data (F-4, C-40)

== F-40 Without automatic failover nobody is taken in
HQ> Set-CsRegistrar -Identity Registrar:BR01.lab.local -EnableAutomaticFailover $false
| 0h39m05s  BR01.lab.local  set automatic failover  The registrar's setting goes the way of all configuration (F-40)
+10m
break power BR01.lab.local
| 0h49m05s  BR01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h49m05s  BR01.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
within 1m expect b1@lab.local out
| 0h49m37s  b1@lab.local  signed out of BR01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h49m37s  b1@lab.local  tries BR01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
for 20m expect b1@lab.local out
| 0h49m40s  FE01.lab.local sees BR01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h50m09s  b1@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h50m09s  b1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h50m10s  FE01.lab.local sees BR01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h50m40s  FE01.lab.local sees BR01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h50m47.258s  b1@lab.local  tries BR01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h51m10s  FE01.lab.local sees BR01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h51m10s  FE01.lab.local sees BR01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h51m19.258s  b1@lab.local  redirected by FE01.lab.local  Without automatic failover the backup is not used when the home pool is down (F-40)
| 0h51m19.258s  b1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h53m13.193s  b1@lab.local  tries BR01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h53m45.193s  b1@lab.local  redirected by FE01.lab.local  Without automatic failover the backup is not used when the home pool is down (F-40)
| 0h53m45.193s  b1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h56m47.356s  b1@lab.local  tries BR01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h57m19.356s  b1@lab.local  redirected by FE01.lab.local  Without automatic failover the backup is not used when the home pool is down (F-40)
| 0h57m19.356s  b1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 1h04m38.114s  b1@lab.local  tries BR01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h05m10.114s  b1@lab.local  redirected by FE01.lab.local  Without automatic failover the backup is not used when the home pool is down (F-40)
| 1h05m10.114s  b1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
heal power BR01.lab.local
| 1h09m37s  BR01.lab.local  mended: power off  The fault is over (H-22)
| 1h09m37s  BR01.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h09m37s  BR01.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
within 30m expect b1@lab.local normal at BR01.lab.local
| 1h11m10s  FE01.lab.local sees BR01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h14m12.744s  b1@lab.local  signed in at BR01.lab.local, normal  The appliance registers its own users, and the pool behind it has their data (F-4, C-40)
