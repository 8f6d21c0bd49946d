understudy story 1
title A response group through an outage, a failover and a failback, imported and not
# If calls to a group went the way of their callers, nobody would drop and everybody would wait for agents who cannot be
# reached. The group belongs to its pool: what waits there drops with it, and new calls drop unless the partner has
# imported the group, where they wait for agents who are limited; an agent who has a call keeps it (C-76, F-145).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard automatic detect 90s failback 600s
  pool FE02.lab.local site HQ edition standard cms automatic detect 90s failback 600s
  pair FE01.lab.local FE02.lab.local
  group Sales pool FE01.lab.local
  group Help pool FE01.lab.local hides-agents
  group Desk pool FE02.lab.local
  user a1@lab.local home FE01.lab.local agent-of Sales
  user a2@lab.local home FE01.lab.local agent-of Help
  user c1@lab.local home FE02.lab.local
  user c2@lab.local home FE02.lab.local
  user c3@lab.local home FE02.lab.local
  user c4@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 0 port 5061 target FE02.lab.local

story
a1@lab.local signs in
| 0h00m00s  a1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  a1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
a2@lab.local signs in
| 0h00m00s  a2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  a2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
c1@lab.local signs in
| 0h00m00s  c1@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  c1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  c1@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
c2@lab.local signs in
| 0h00m00s  c2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  c2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  c2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
c3@lab.local signs in
| 0h00m00s  c3@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  c3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  c3@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
c4@lab.local signs in
| 0h00m00s  c4@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  c4@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  c4@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+3m

== C-76 An agent has one call, anonymously another, and the third waits
c1@lab.local calls group Sales
| 0h03m00s  c1@lab.local  none → queued  The pool that runs the group takes the call and looks for an agent (C-76)
| 0h03m00s  c1@lab.local  queued → connected  An agent is in reach and takes the call; its media run between the two (C-76)
| 0h03m00s  c1@lab.local  conversation idle → established  The call is set up; media and requests go ways of their own (C-85)
expect c1@lab.local talks to a1@lab.local
c2@lab.local calls group Help
| 0h03m00s  c2@lab.local  none → queued  The pool that runs the group takes the call and looks for an agent (C-76)
| 0h03m00s  c2@lab.local  queued → connected anonymously  An agent takes the call, through the pool, which hides him (C-76)
| 0h03m00s  c2@lab.local  conversation idle → established  The call is set up; media and requests go ways of their own (C-85)
expect c2@lab.local talks to a2@lab.local
c3@lab.local calls group Sales
| 0h03m00s  c3@lab.local  none → queued  The pool that runs the group takes the call and looks for an agent (C-76)
expect c3@lab.local waits for group Sales
c3@lab.local calls group Sales
| 0h03m00s  c3@lab.local  cannot call the group  It takes a client that is signed in, and in no other call (C-86)
expect denied
c4@lab.local calls group "Nobody"
| 0h03m00s  c4@lab.local  cannot call the group  There is no such response group (C-76)
expect denied
c4@lab.local calls group Desk
| 0h03m00s  c4@lab.local  none → queued  The pool that runs the group takes the call and looks for an agent (C-76)
expect c4@lab.local waits for group Desk
c4@lab.local hangs up
| 0h03m00s  c4@lab.local  queued → none  The caller gives up (C-76)

== F-145 Exported while it runs; the partner has not imported it when FE01 dies
FE02.lab.local> Import-CsRgsConfiguration -Destination FE02.lab.local
| 0h03m00s  FE02.lab.local  import response groups refused: groups-exported  No file of the partner's response groups is there; they are exported while it runs (F-145)
expect blocked groups-exported
FE01.lab.local> Export-CsRgsConfiguration -Source FE01.lab.local
| 0h03m00s  FE01.lab.local  export response groups  What the pool's response groups are goes into a file (F-145)
break service FE01.lab.local
| 0h03m00s  FE01.lab.local  service stopped  Connections are reset, so clients know at once (H-22)
| 0h03m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h03m00s  c2@lab.local  conversation established → media lost  What carried the media is gone, or their path is dead (C-86)
| 0h03m00s  c2@lab.local  audio is interrupted  Its way is dead, or what carried it is gone (C-85, C-86)
| 0h03m00s  c1@lab.local  conversation established → recovering  The route for requests is broken; media go on by themselves (C-81, C-85, X-5)
| 0h03m00s  c2@lab.local  conversation media lost → severed  Now requests are lost too; there is still time for the media (C-85, C-86)
| 0h03m00s  a1@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h03m00s  a2@lab.local  signed out of FE01.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h03m00s  a1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h03m00s  a2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h03m00s  c2@lab.local  connected anonymously → none  An anonymous call runs through the pool and drops with it (C-76)
| 0h03m00s  c2@lab.local  conversation severed → ended  The pool that it ran through drops it: an anonymous call with an agent (C-76)
| 0h03m00s  c3@lab.local  queued → none  A call that no agent has yet drops with the pool (C-76)
expect c1@lab.local talks to a1@lab.local
expect c2@lab.local talks to nobody
c4@lab.local calls group Sales
| 0h03m00s  c4@lab.local  none: unserved  No pool runs the group: its own is out, and it was not imported; the call drops (C-76, F-145)
expect c4@lab.local talks to nobody

== F-145 Imported: the calls wait, for agents who have only limited service
FE02.lab.local> Import-CsRgsConfiguration -Destination FE02.lab.local
| 0h03m00s  FE02.lab.local  import response groups  The groups of the partner can be run here, while it cannot (F-145)
within 6m expect a2@lab.local limited at FE02.lab.local
| 0h03m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h03m38.813s  a2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h03m42.681s  a1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h04m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h04m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h04m59.198s  a1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h04m59.198s  c1@lab.local  conversation recovering → established  The route is healed, and the call goes on as before (C-85)
| 0h05m13.928s  a2@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
c4@lab.local calls group Help
| 0h05m13.928s  c4@lab.local  none → queued  The pool that runs the group takes the call and looks for an agent (C-76)
for 2m expect c4@lab.local waits for group Help
FE02.lab.local> Export-CsRgsConfiguration -Source FE01.lab.local
| 0h07m13.928s  FE01.lab.local  export response groups refused: groups-reached  The pool's applications cannot be reached (F-145)
expect blocked groups-reached

== C-76 After the failover the imported group works
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h07m13.928s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h07m13.928s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
within 6m expect c4@lab.local talks to a2@lab.local
| 0h07m18.928s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m23.928s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m23.928s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h07m58.928s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m58.928s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h08m03.928s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h08m03.928s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h08m03.928s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 0h09m30s  a1@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
| 0h09m30s  a2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
| 0h09m30s  c4@lab.local  queued → connected anonymously  An agent takes the call, through the pool, which hides him (C-76)
| 0h09m30s  c4@lab.local  conversation idle → established  The call is set up; media and requests go ways of their own (C-85)
c1@lab.local hangs up
| 0h09m30s  c1@lab.local  conversation established → ended  One of the two hangs up (C-85)
| 0h09m30s  c1@lab.local  connected → none  The call is over (C-76)
c3@lab.local calls group Sales
| 0h09m30s  c3@lab.local  none → queued  The pool that runs the group takes the call and looks for an agent (C-76)
| 0h09m30s  c3@lab.local  queued → connected  An agent is in reach and takes the call; its media run between the two (C-76)
| 0h09m30s  c3@lab.local  conversation idle → established  The call is set up; media and requests go ways of their own (C-85)
expect c3@lab.local talks to a1@lab.local
c2@lab.local calls group Sales
| 0h09m30s  c2@lab.local  none → queued  The pool that runs the group takes the call and looks for an agent (C-76)
expect c2@lab.local waits for group Sales

== C-76 The failback drops what waits; until it is over agents at home are limited
heal service FE01.lab.local
| 0h09m30s  FE01.lab.local  mended: service stopped  The fault is over (H-22)
| 0h09m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h09m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
FE02.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local
| 0h09m30s  FE01.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h09m30s  FE01.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
within 20m expect FE01.lab.local is failing back
| 0h10m00s  FE01.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h10m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h10m30s  FE01.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m30s  FE01.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h15m30s  FE01.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h16m30s  FE01.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h16m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h16m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h16m35s  FE01.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h16m35s  FE01.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
expect c2@lab.local waits for group Sales
+2m
| 0h17m30s  a1@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h17m30s  a2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h17m30s  c2@lab.local  queued → none  A queued call of an imported group drops when the group goes home (C-76)
| 0h18m35s  FE01.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h18m35s  FE01.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h18m35s  a1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h18m35s  c3@lab.local  conversation established → recovering  The route for requests is broken; media go on by themselves (C-81, C-85, X-5)
| 0h18m35s  a2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h18m35s  c4@lab.local  conversation established → recovering  The route for requests is broken; media go on by themselves (C-81, C-85, X-5)
| 0h18m35s  a1@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h18m35s  c3@lab.local  conversation recovering → established  The route is healed, and the call goes on as before (C-85)
| 0h18m35s  a2@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h18m35s  c4@lab.local  conversation recovering → established  The route is healed, and the call goes on as before (C-85)
c2@lab.local calls group Sales
| 0h18m35s  c2@lab.local  none → queued  The pool that runs the group takes the call and looks for an agent (C-76)
expect c2@lab.local waits for group Sales
expect c3@lab.local talks to a1@lab.local
c3@lab.local hangs up
| 0h18m35s  c3@lab.local  conversation established → ended  One of the two hangs up (C-85)
| 0h18m35s  c3@lab.local  connected → none  The call is over (C-76)
within 20m expect c2@lab.local talks to a1@lab.local
| 0h21m25s  FE01.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h21m25s  FE01.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h21m30s  FE01.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h21m30s  FE01.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h21m30s  FE01.lab.local  failback finished  The last step has done its work (F-58, F-83)
| 0h22m30s  FE02.lab.local sees FE01.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 0h22m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h22m30s  a1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 0h22m30s  a2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 0h22m30s  c2@lab.local  queued → connected  An agent is in reach and takes the call; its media run between the two (C-76)
| 0h22m30s  c2@lab.local  conversation ended → established  A session that ended has to be set up anew (C-83)
c2@lab.local hangs up
| 0h22m30s  c2@lab.local  conversation established → ended  One of the two hangs up (C-85)
| 0h22m30s  c2@lab.local  connected → none  The call is over (C-76)
c4@lab.local hangs up
| 0h22m30s  c4@lab.local  conversation established → ended  One of the two hangs up (C-85)
| 0h22m30s  c4@lab.local  connected anonymously → none  The call is over (C-76)

within 2m expect a2@lab.local normal at FE01.lab.local

== C-76 An anonymous call runs through the pool, and drops when that hangs, or is cut off
c1@lab.local calls group Help
| 0h22m30s  c1@lab.local  none → queued  The pool that runs the group takes the call and looks for an agent (C-76)
| 0h22m30s  c1@lab.local  queued → connected anonymously  An agent takes the call, through the pool, which hides him (C-76)
| 0h22m30s  c1@lab.local  conversation ended → established  A session that ended has to be set up anew (C-83)
expect c1@lab.local talks to a2@lab.local
break hung FE01.lab.local
| 0h22m30s  FE01.lab.local  hung  It answers pings and serves nothing (H-22)
| 0h22m30s  c1@lab.local  conversation established → recovering  The route for requests is broken; media go on by themselves (C-81, C-85, X-5)
| 0h22m30s  c1@lab.local  connected anonymously → none  An anonymous call runs through the pool and drops with it (C-76)
| 0h22m30s  c1@lab.local  conversation recovering → ended  The pool that it ran through drops it: an anonymous call with an agent (C-76)
expect c1@lab.local talks to nobody
heal hung FE01.lab.local
| 0h22m30s  FE01.lab.local  mended: hung  The fault is over (H-22)
+5m
c1@lab.local calls group Help
| 0h27m30s  c1@lab.local  none → queued  The pool that runs the group takes the call and looks for an agent (C-76)
| 0h27m30s  c1@lab.local  queued → connected anonymously  An agent takes the call, through the pool, which hides him (C-76)
| 0h27m30s  c1@lab.local  conversation ended → established  A session that ended has to be set up anew (C-83)
expect c1@lab.local talks to a2@lab.local
break link c1@lab.local to FE01.lab.local
| 0h27m30s  c1@lab.local  link cut to FE01.lab.local  Nothing arrives in this direction (Q-5, H-3)
| 0h27m30s  c1@lab.local  conversation established → media lost  What carried the media is gone, or their path is dead (C-86)
| 0h27m30s  c1@lab.local  audio is interrupted  Its way is dead, or what carried it is gone (C-85, C-86)
| 0h27m30s  c1@lab.local  connected anonymously → none  An anonymous call runs through the pool and drops with it (C-76)
| 0h27m30s  c1@lab.local  conversation media lost → ended  The pool that it ran through drops it: an anonymous call with an agent (C-76)
expect c1@lab.local talks to nobody
heal link c1@lab.local to FE01.lab.local
| 0h27m30s  c1@lab.local  mended: link cut to FE01.lab.local  The fault is over (H-22)
