understudy story 1
title The conference of an organiser whose pool dies, is failed over and fails back
# A conference lives where its organiser is served in full. If it came back by itself nobody would have to click; if it
# depended on the participants' pools those of others would end as well. It ends for everyone, cannot be rejoined before
# its organiser has left resiliency mode, and then everyone rejoins for himself, in the failover as in the failback (F-90).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local organiser
  user u2@lab.local home FE01.lab.local
  user u3@lab.local home FE02.lab.local organiser
  user u4@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 0 port 5061 target FE02.lab.local

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
u4@lab.local signs in
| 0h00m00s  u4@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u4@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u4@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+3m

== Two conferences: u1's, on FE01, with u4 in it, and u3's, on FE02, with u2 in it
u1@lab.local joins the conference of u1@lab.local
| 0h03m00s  u1@lab.local  conference outside → attending  The organiser is served in full, and so is the conference (F-47, F-90)
u4@lab.local joins the conference of u1@lab.local
| 0h03m00s  u4@lab.local  conference outside → attending  The organiser is served in full, and so is the conference (F-47, F-90)
u3@lab.local joins the conference of u3@lab.local
| 0h03m00s  u3@lab.local  conference outside → attending  The organiser is served in full, and so is the conference (F-47, F-90)
u2@lab.local joins the conference of u3@lab.local
| 0h03m00s  u2@lab.local  conference outside → attending  The organiser is served in full, and so is the conference (F-47, F-90)
u2@lab.local joins the conference of u1@lab.local
| 0h03m00s  u2@lab.local  cannot join the conference  The user is in another conference (C-88)
expect denied
u2@lab.local joins the conference of u4@lab.local
| 0h03m00s  u2@lab.local  cannot join the conference  There is no conference there (C-88)
expect denied
u4@lab.local rejoins
| 0h03m00s  u4@lab.local  conference rejoin refused while attending  The participant is in it (C-87)
expect refused
u4@lab.local joins the conference of u1@lab.local
| 0h03m00s  u4@lab.local  conference join refused while attending  The participant is in it (C-87)
expect refused

== F-88 FE01 dies: u1's conference ends for everyone, u3's goes on, with u2 in it as soon as he is back
break service FE01.lab.local
| 0h03m00s  FE01.lab.local  service stopped  Connections are reset, so clients know at once (H-22)
| 0h03m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h03m00s  u1@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h03m00s  u2@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h03m00s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h03m00s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h03m00s  u1@lab.local  conference attending → disrupted  All modalities end with the full service of the organiser (F-88, F-90, C-88)
| 0h03m00s  u2@lab.local  conference attending → healing  Requests do not get through; audio may go on, without limit of time (C-87)
| 0h03m00s  u4@lab.local  conference attending → disrupted  All modalities end with the full service of the organiser (F-88, F-90, C-88)
expect u4@lab.local disrupted
expect u3@lab.local attending
expect u2@lab.local healing
u4@lab.local rejoins
| 0h03m00s  u4@lab.local  conference rejoin refused while disrupted  Nobody can rejoin before the organiser has left resiliency mode (F-90, C-88)
expect refused
u4@lab.local leaves
| 0h03m00s  u4@lab.local  conference disrupted → outside  The participant gives up on it (C-88)
u4@lab.local joins the conference of u1@lab.local
| 0h03m00s  u4@lab.local  cannot join the conference  The organiser is in resiliency mode, or out, and then nobody holds his conferences (F-47, F-90)
expect denied

== F-47 Limited on the backup u1 hosts nothing, and joins what others host
within 3m expect u2@lab.local attending
| 0h03m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h03m38.813s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h03m42.681s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h04m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h04m59.198s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h05m13.928s  u2@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h05m13.928s  u2@lab.local  conference healing → attending  Requests get through again (C-87)
within 3m expect u1@lab.local limited at FE02.lab.local
u1@lab.local rejoins
| 0h05m13.928s  u1@lab.local  conference rejoin refused while disrupted  Nobody can rejoin before the organiser has left resiliency mode (F-90, C-88)
expect refused
u1@lab.local leaves
| 0h05m13.928s  u1@lab.local  conference disrupted → outside  The participant gives up on it (C-88)
expect u1@lab.local can join meeting
u1@lab.local joins the conference of u3@lab.local
| 0h05m13.928s  u1@lab.local  conference outside → attending  The organiser is served in full, and so is the conference (F-47, F-90)
expect u1@lab.local attending
u1@lab.local leaves
| 0h05m13.928s  u1@lab.local  conference attending → outside  The participant leaves (C-87)
u1@lab.local joins the conference of u1@lab.local
| 0h05m13.928s  u1@lab.local  cannot join the conference  The organiser is in resiliency mode, or out, and then nobody holds his conferences (F-47, F-90)
expect denied

== F-88 Failed over: u1 hosts again, on FE02
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h05m13.928s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m13.928s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
within 5m expect u1@lab.local full at FE02.lab.local
| 0h05m18.928s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m23.928s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m23.928s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h05m58.928s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m58.928s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h06m03.928s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h06m03.928s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h06m03.928s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 0h07m30s  u1@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
| 0h07m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
u1@lab.local joins the conference of u1@lab.local
| 0h07m30s  u1@lab.local  conference outside → attending  The organiser is served in full, and so is the conference (F-47, F-90)
u4@lab.local joins the conference of u1@lab.local
| 0h07m30s  u4@lab.local  conference outside → attending  The organiser is served in full, and so is the conference (F-47, F-90)
expect u4@lab.local attending
heal service FE01.lab.local
| 0h07m30s  FE01.lab.local  mended: service stopped  The fault is over (H-22)
| 0h07m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h07m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+3m
| 0h07m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)

== C-88 The failback ends it, shows the button, and makes everyone click when it is done
FE02.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local
| 0h10m30s  FE01.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h10m30s  FE01.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
within 10m expect u4@lab.local disrupted
| 0h11m00s  FE01.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h11m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h11m10s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h11m30s  FE01.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h11m40s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m10s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m10s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h14m30s  FE01.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h16m30s  FE01.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m30s  FE01.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h17m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h17m35s  FE01.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m35s  FE01.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h17m40s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h18m30s  u1@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h18m30s  u2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h18m30s  u1@lab.local  conference attending → disrupted  All modalities end with the full service of the organiser (F-88, F-90, C-88)
| 0h18m30s  u4@lab.local  conference attending → disrupted  All modalities end with the full service of the organiser (F-88, F-90, C-88)
expect FE01.lab.local is failing back
expect u3@lab.local attending
u4@lab.local rejoins
| 0h18m30s  u4@lab.local  conference rejoin refused while disrupted  Nobody can rejoin before the organiser has left resiliency mode (F-90, C-88)
expect refused
u4@lab.local joins the conference of u1@lab.local
| 0h18m30s  u4@lab.local  conference join refused while disrupted  Nobody can rejoin before the organiser has left resiliency mode (F-90, C-88)
expect refused
within 8m expect u1@lab.local normal at FE01.lab.local
| 0h19m35s  FE01.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m35s  FE01.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h19m35s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h19m35s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h19m35s  u1@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h19m35s  u2@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h22m25s  FE01.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m25s  FE01.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h22m30s  FE01.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m30s  FE01.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h22m30s  FE01.lab.local  failback finished  The last step has done its work (F-58, F-83)
| 0h23m30s  FE02.lab.local sees FE01.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 0h23m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h23m30s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 0h23m30s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 0h23m30s  u1@lab.local  conference disrupted → reopened  The organiser has left resiliency mode; each participant has to rejoin (F-90, C-88)
| 0h23m30s  u4@lab.local  conference disrupted → reopened  The organiser has left resiliency mode; each participant has to rejoin (F-90, C-88)
expect u4@lab.local reopened
expect u1@lab.local reopened
u4@lab.local joins the conference of u1@lab.local
| 0h23m30s  u4@lab.local  conference join refused while reopened  The button to rejoin leads back to it (F-90, C-88)
expect refused
u4@lab.local rejoins
| 0h23m30s  u4@lab.local  conference reopened → attending  The participant has clicked rejoin (F-90, C-88)
u1@lab.local rejoins
| 0h23m30s  u1@lab.local  conference reopened → attending  The participant has clicked rejoin (F-90, C-88)
expect u4@lab.local attending
expect u1@lab.local attending

== Reopened, and closed again before anybody clicks: SQL is lost for longer than FE01 can do without it (F-51)
break sql FE01.lab.local
| 0h23m30s  FE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h23m30s  FE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h23m30s  FE01.lab.local to FE02.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
within 31m expect u4@lab.local disrupted
| 0h24m05s  FE02.lab.local to FE01.lab.local  management store could not be imported  The batch waits in the partner's file store and is tried again and again (F-136, F-140)
| 0h34m05s  FE02.lab.local to FE01.lab.local  management store could not be imported  The batch waits in the partner's file store and is tried again and again (F-136, F-140)
| 0h44m05s  FE02.lab.local to FE01.lab.local  management store could not be imported  The batch waits in the partner's file store and is tried again and again (F-136, F-140)
| 0h53m30s  FE01.lab.local  back end unreachable → unavailable  Unreachable for the threshold: its users are in resiliency mode (F-51, H-27)
| 0h53m30s  u1@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
| 0h53m30s  u2@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
| 0h53m30s  u1@lab.local  conference attending → disrupted  All modalities end with the full service of the organiser (F-88, F-90, C-88)
| 0h53m30s  u4@lab.local  conference attending → disrupted  All modalities end with the full service of the organiser (F-88, F-90, C-88)
heal sql FE01.lab.local
| 0h53m30s  FE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h53m30s  FE01.lab.local  back end unavailable → reachable  The database answers, and everything is back (F-51)
| 0h53m30s  FE01.lab.local to FE02.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 0h53m30s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 0h53m30s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 0h53m30s  u1@lab.local  conference disrupted → reopened  The organiser has left resiliency mode; each participant has to rejoin (F-90, C-88)
| 0h53m30s  u4@lab.local  conference disrupted → reopened  The organiser has left resiliency mode; each participant has to rejoin (F-90, C-88)
expect u4@lab.local reopened
u1@lab.local leaves
| 0h53m30s  u1@lab.local  conference reopened → outside  The participant gives up on it (C-88)
break service FE01.lab.local
| 0h53m30s  FE01.lab.local  service stopped  Connections are reset, so clients know at once (H-22)
| 0h53m30s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h53m30s  u1@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h53m30s  u2@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h53m30s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h53m30s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h53m30s  u2@lab.local  conference attending → healing  Requests do not get through; audio may go on, without limit of time (C-87)
| 0h53m30s  u4@lab.local  conference reopened → disrupted  The organiser is in resiliency mode again (F-90, C-88)
expect u4@lab.local disrupted
heal service FE01.lab.local
| 0h53m30s  FE01.lab.local  mended: service stopped  The fault is over (H-22)
| 0h53m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h53m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h53m30s  u4@lab.local  conference disrupted → reopened  The organiser has left resiliency mode; each participant has to rejoin (F-90, C-88)
expect u4@lab.local reopened
u4@lab.local leaves
| 0h53m30s  u4@lab.local  conference reopened → outside  The participant gives up on it (C-88)
u4@lab.local leaves
| 0h53m30s  u4@lab.local  cannot leave the conference  There is no conference there (C-88)
expect denied

== A participant who is cut off heals for as long as it takes (C-87)
u4@lab.local joins the conference of u3@lab.local
| 0h53m30s  u4@lab.local  conference outside → attending  The organiser is served in full, and so is the conference (F-47, F-90)
break link u4@lab.local to FE02.lab.local
| 0h53m30s  u4@lab.local  link cut to FE02.lab.local  Nothing arrives in this direction (Q-5, H-3)
| 0h53m30s  u4@lab.local  conference attending → healing  Requests do not get through; audio may go on, without limit of time (C-87)
for 20m expect u4@lab.local healing
| 0h54m00s  FE02.lab.local sees FE01.lab.local  up: rebooted  It answers, and has restarted since the last answer (H-10)
| 0h54m02s  u4@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h54m02s  u4@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h54m25.539s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h54m25.539s  u2@lab.local  conference healing → attending  Requests get through again (C-87)
| 0h54m26.968s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h54m34s  u4@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h55m07.729s  u4@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h55m39.729s  u4@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h57m12.031s  u4@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h57m44.031s  u4@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 1h01m22.218s  u4@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h01m54.218s  u4@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 1h06m42.125s  u4@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h07m14.125s  u4@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
u4@lab.local rejoins
| 1h13m30s  u4@lab.local  conference rejoin refused while healing  The participant is in it (C-87)
expect refused
u4@lab.local joins the conference of u3@lab.local
| 1h13m30s  u4@lab.local  conference join refused while healing  The participant is in it (C-87)
expect refused
heal link u4@lab.local to FE02.lab.local
| 1h13m30s  u4@lab.local  mended: link cut to FE02.lab.local  The fault is over (H-22)
within 31m expect u4@lab.local attending
| 1h19m10.555s  u4@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 1h19m10.555s  u4@lab.local  conference healing → attending  Requests get through again (C-87)
u3@lab.local joins the conference of u3@lab.local
| 1h19m10.555s  u3@lab.local  conference join refused while attending  The participant is in it (C-87)
expect refused
break link u4@lab.local to FE02.lab.local
| 1h19m10.555s  u4@lab.local  link cut to FE02.lab.local  Nothing arrives in this direction (Q-5, H-3)
| 1h19m10.555s  u4@lab.local  conference attending → healing  Requests do not get through; audio may go on, without limit of time (C-87)
u4@lab.local leaves
| 1h19m10.555s  u4@lab.local  conference healing → outside  The participant leaves (C-87)
u4@lab.local joins the conference of u3@lab.local
| 1h19m10.555s  u4@lab.local  cannot join the conference  It takes a client that is signed in, and the pool that holds the conference in its reach (F-47)
expect denied
heal link u4@lab.local to FE02.lab.local
| 1h19m10.555s  u4@lab.local  mended: link cut to FE02.lab.local  The fault is over (H-22)
u4@lab.local joins the conference of u3@lab.local
| 1h19m10.555s  u4@lab.local  conference outside → attending  The organiser is served in full, and so is the conference (F-47, F-90)
break link u4@lab.local to FE02.lab.local
| 1h19m10.555s  u4@lab.local  link cut to FE02.lab.local  Nothing arrives in this direction (Q-5, H-3)
| 1h19m10.555s  u4@lab.local  conference attending → healing  Requests do not get through; audio may go on, without limit of time (C-87)
break service FE02.lab.local
| 1h19m10.555s  FE02.lab.local  service stopped  Connections are reset, so clients know at once (H-22)
| 1h19m10.555s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 1h19m10.555s  u3@lab.local  signed out of FE02.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 1h19m10.555s  u3@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 1h19m10.555s  u2@lab.local  conference attending → disrupted  All modalities end with the full service of the organiser (F-88, F-90, C-88)
| 1h19m10.555s  u3@lab.local  conference attending → disrupted  All modalities end with the full service of the organiser (F-88, F-90, C-88)
| 1h19m10.555s  u4@lab.local  conference healing → disrupted  All modalities end with the full service of the organiser (F-88, F-90, C-88)
expect u4@lab.local disrupted
