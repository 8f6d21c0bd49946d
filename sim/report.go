package sim

// A Report is what an Account has counted: plain data, for JSON and for pictures.
type Report struct {
	From        Span               `json:"from"`
	Until       Span               `json:"until"`
	Slot        Span               `json:"slot"` // of Series
	Back        Span               `json:"back"` // the last time at which the last client that had been lost was registered again; 0 for never
	Full        Span               `json:"full"` // and at which everybody who wants in had everything again; 0 for never; of Cohorts an indication
	StillOut    int                `json:"stillOut"`
	StillLess   int                `json:"stillLess"`
	Populations []PopulationReport `json:"populations"`
	Registrars  []RegistrarReport  `json:"registrars"`
	Recoveries  []RecoveryReport   `json:"recoveries"` // in the order in which they were ordered
	Series      []Sample           `json:"series"`
}

// A PopulationReport is what became of one population. Times are added up over its clients; nobody counts who does not want in.
type PopulationReport struct {
	Like        string        `json:"like"`
	Home        string        `json:"home"`
	Users       int           `json:"users"`
	Clients     int           `json:"clients"`
	OutTime     Total         `json:"out"`
	LimitedTime Total         `json:"limited"`
	FullTime    Total         `json:"fullService"`
	Outages     Buckets       `json:"outages"` // of clients that had been registered, and have been again; of Cohorts Most is an indication, and so are percentiles
	Features    []FeatureLoss `json:"features"`
}

// A FeatureLoss is how long users were without something that they have when all is well. A user with several clients counts for one.
type FeatureLoss struct {
	Feature     string  `json:"feature"`
	UserMinutes float64 `json:"userMinutes"`
}

// A RegistrarReport is what one registrar had to take.
type RegistrarReport struct {
	Pool     string `json:"pool"`
	Load     Load   `json:"load"`
	Peak     int    `json:"peak"`   // the most sign-ins that it had to answer in one second
	PeakAt   Span   `json:"peakAt"` // the beginning of that second; of Cohorts an indication
	Homed    int    `json:"homed"`
	Partner  string `json:"partner"`  // empty without
	Carries  int    `json:"carries"`  // users of its own and its partner's
	Capacity int    `json:"capacity"` // users that it can serve if it has to serve its partner's, too
	Fact     string `json:"fact"`     // which says so
	Held     int    `json:"held"`     // the most bindings that it held at a time; of Cohorts an indication
	Room     int    `json:"room"`     // for so many, in the end (C-121)
}

// Suffices reports whether the pool can carry its partner's users with its own; a pool of which no source says anything can.
func (r *RegistrarReport) Suffices() bool { return r.Capacity == 0 || r.Carries <= r.Capacity }
