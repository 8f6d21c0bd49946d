package story

import "understudy.example"

// questions are the forms of the cmdlets that only look.
var questions = []form[understudy.Question]{
	question("Get-CsManagementStoreReplicationStatus", func(*understudy.Question) []clause { return []clause{must("-CentralManagementStoreStatus", nothing)} }),
	question("Get-CsManagementConnection", func(*understudy.Question) []clause { return nil }),
	question("Get-CsConfigurationStoreLocation", func(*understudy.Question) []clause { return nil }),
	question("Get-CsService", func(*understudy.Question) []clause { return []clause{must("-CentralManagement", nothing)} }),
	question("Get-CsPoolBackupRelationship", func(q *understudy.Question) []clause {
		return append(ofPool(q), may("-LocalStore", toggle(&q.LocalStore)))
	}),
	question("Get-CsDatabaseMirrorState", ofPool),
	question("Get-CsBackupServiceStatus", ofPool),
	question("Get-CsUserPoolInfo", func(q *understudy.Question) []clause { return []clause{must("-Identity", account(&q.Of))} }),
}

func ofPool(q *understudy.Question) []clause { return []clause{must("-PoolFqdn", pool(&q.Of))} }

func question(cmdlet string, of func(*understudy.Question) []clause) form[understudy.Question] {
	describe := func(q *understudy.Question) shape {
		return line("% > "+cmdlet, place(&q.At)).with(of(q)...)
	}
	return form[understudy.Question]{
		fresh: func() (shape, func() understudy.Question) {
			q := &understudy.Question{Cmdlet: cmdlet}
			return describe(q), func() understudy.Question { return *q }
		},
		of: func(q understudy.Question) (shape, bool) { return describe(&q), q.Cmdlet == cmdlet },
	}
}
