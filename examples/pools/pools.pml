/* Two pools, each the other's backup, and a user of each: the model of pools.go, for SPIN.
   spin -a pools.pml && cc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -m10000000 -w25 */

#ifndef DOWN
#define DOWN 20       /* missed ticks in a row after which a pool counts as down */
#endif
#ifndef RECOVERED
#define RECOVERED 60  /* ticks in a row after which it counts as recovered */
#endif

mtype:phase = { athome, limited, inservice, signedout };

bool up[2] = true;
byte missed[2];
byte heard[2] = RECOVERED;
bool failedover[2];
bool master[2] = { true, false };
bool forced;
mtype:phase client[2] = athome;

inline look(p)
{
	if
	:: up[p] ->
		missed[p] = 0;
		heard[p] = (heard[p] < RECOVERED -> heard[p] + 1 : RECOVERED)
	:: else ->
		heard[p] = 0;
		missed[p] = (missed[p] < DOWN -> missed[p] + 1 : DOWN)
	fi
}

/* What a pool P does, or an administrator with it; B is its backup. */
#define POOL(P, B) \
	:: d_step { true -> up[P] = !up[P] } \
	:: d_step { true -> look(P) } \
	:: d_step { missed[P] == DOWN && !failedover[P] && up[B] -> failedover[P] = true } \
	:: d_step { failedover[P] && heard[P] == RECOVERED -> failedover[P] = false; assert(heard[P] == RECOVERED) }

/* The configuration store goes from P to B when GO: by agreement, or taken from a pool that is down. AFTER is what it then says of force. */
#define STORE(P, B, GO, AFTER) \
	:: d_step { master[P] && GO && up[P] && up[B] -> \
		master[P] = false; master[B] = true; forced = AFTER; assert(!(master[0] && master[1])) } \
	:: d_step { master[P] && GO && !up[P] && missed[P] == DOWN && up[B] -> \
		master[P] = false; master[B] = true; forced = true; assert(!(master[0] && master[1])) }

/* Where the user of P goes. */
#define USER(P, B) \
	:: d_step { client[P] != athome && up[P] && !failedover[P] -> client[P] = athome } \
	:: d_step { (client[P] == athome || client[P] == signedout) && !up[P] && up[B] -> client[P] = limited } \
	:: d_step { client[P] == limited && failedover[P] && up[B] -> client[P] = inservice } \
	:: d_step { (client[P] == limited || client[P] == inservice || client[P] == athome && !up[P]) && !up[B] -> client[P] = signedout }

init {
	do
	POOL(0, 1)
	POOL(1, 0)
	STORE(0, 1, failedover[0], forced)
	STORE(1, 0, !failedover[0], false)
	USER(0, 1)
	USER(1, 0)
	od
}
