package deployment

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"understudy.example/dns"
	"understudy.example/pool/pairing"
)

// sections are what a file has, in the order in which it is read.
var sections = []struct {
	name string
	read func(row)
}{
	{"Export", row.export},
	{"Get-CsSipDomain", row.domain},
	{"Get-CsSite", row.site},
	{"Get-CsService -Registrar", row.registrar},
	{"Get-CsService -Director", row.director},
	{"Get-CsPool", row.pool},
	{"Get-CsService -UserServer", row.userServer},
	{"Get-CsService -CentralManagement", row.central},
	{"Get-CsService -EdgeServer", row.edge},
	{"Get-CsRegistrarConfiguration", row.configuration},
	{"Get-CsBackupServiceConfiguration", row.backupService},
	{"Get-CsDatabaseMirrorState", row.mirror},
	{"Get-CsUser", row.user},
}

// lists are what a topology calls the things of a section.
var lists = map[string][]string{
	"Get-CsSite": {"Sites"}, "Get-CsService -Registrar": {"Pools"}, "Get-CsService -CentralManagement": {"CMS"},
	"Get-CsService -EdgeServer": {"Edges"}, "Get-CsUser": {"Users"},
}

// facts are what the sections say, before a topology is made of it.
type facts struct {
	exported time.Time
	failed   []string // cmdlets
	domains  []named
	standard int // which of the domains is the default
	sites    []named
	route    string // the Edge pool that federation goes by
	pools    []*pool
	edges    []edge
	users    []user
	nowhere  int64 // users that are homed on no pool
	settings
	userServers bool // some row is of user services
	byName      map[string]*pool
	siteNames   map[string]string // how the topology writes a site
}

// settings are those of the whole deployment.
type settings struct {
	expires, shortest, longest time.Duration // of registrations
	endpoints                  int
	threshold, sync            time.Duration
}

// A pool is one with a registrar.
type pool struct {
	row                // of its registrar
	fqdn, site         string
	version            int
	backup             string
	automatic          bool
	detect, failback   time.Duration
	userPool, database string // where its user services and their database are
	computers          int
	mirrored, cms      bool
	director           bool
	homed              int
}

type (
	// A named thing is one of which a row says not much more.
	named struct {
		row
		name string
	}
	edge struct {
		row
		fqdn, site, nextHop string
	}
	user struct {
		row
		uri, home string
	}
)

func newFacts() facts { return facts{byName: map[string]*pool{}, siteNames: map[string]string{}} }

// read reads all sections, and reports what belongs to none.
func (r *reader) read(root *value) {
	if root.kind != object {
		r.wrong(root, "", "an object with a field for each cmdlet")
		return
	}
	for _, s := range sections {
		f := root.get(s.name)
		if f == nil {
			continue
		}
		f.taken = true
		r.markAll(&f.value, f.name, lists[s.name]...)
		for _, o := range r.rows(s.name, &f.value) {
			s.read(o)
			o.untaken()
		}
	}
	if r.nowhere > 0 {
		f := root.get("Get-CsUser")
		r.remark(&f.value, f.name, "tells no RegistrarPool of %d users, who are left out", r.nowhere)
	}
	row{r, root, "the file", ""}.untaken()
	expected := "expected at least one registrar"
	if len(r.pools) > 0 {
		expected += " that is not a Director's"
	}
	r.leaveDirectorsOut()
	if len(r.pools) == 0 && len(r.errors) == 0 {
		text := expected + ", found none"
		if len(r.failed) > 0 {
			text += "; the script could not run " + strings.Join(r.failed[:min(len(r.failed), len(sections))], ", ")
		}
		r.fail(root, "Get-CsService -Registrar", text)
	}
}

// leaveDirectorsOut leaves out what is no pool of users: a Director has a registrar, which sends clients on to their homes (F-43). A file
// that does not name the Directors tells them by what they do not have: no user services, though others have some; no users, and no part in
// backup or in the store.
func (r *reader) leaveDirectorsOut() {
	backups, kept := map[string]bool{}, []*pool{}
	for _, p := range r.pools {
		backups[dns.Canonical(p.backup)] = true
	}
	homes := map[string]bool{}
	for _, u := range r.users {
		homes[u.home] = true
	}
	for _, p := range r.pools {
		key := dns.Canonical(p.fqdn)
		idle := p.homed == 0 && !homes[p.fqdn] && !p.cms && p.backup == "" && !backups[key]
		switch {
		case p.director:
			p.remark(p.value, p.path, "%s is a Director, which the model does not have: it is left out (F-43, H-102)", p.fqdn)
		case r.userServers && p.userPool == "" && idle:
			p.remark(p.value, p.path, "%s has no user services, no users and no backup: it is taken for a Director, and left out (F-43, H-102)", p.fqdn)
		default:
			kept = append(kept, p)
			continue
		}
		delete(r.byName, key)
	}
	r.pools = kept
}

func (o row) export() {
	if n, ok := o.count("Version"); ok && n != 1 {
		o.fail(o.take("Version"), o.path+".Version", "expected 1, found another version of the script")
	}
	o.exported = o.date("Date")
	if v := o.take("Failed"); v != nil {
		items := v.items
		if v.kind != list {
			items = []value{*v}
		}
		for i := range items {
			if items[i].kind == text {
				o.failure(&items[i])
			}
		}
	}
}

// failure reports a cmdlet that failed. A message of which nobody knows whom it names is not repeated, unless people are asked for.
func (o row) failure(v *value) {
	name, why := "a cmdlet", ""
	if parts := failed.FindStringSubmatch(v.text); parts != nil {
		name, why = parts[1], parts[2]
	}
	o.failed = append(o.failed, name)
	said := v.text
	if !o.people && !kindOfError.MatchString(why) {
		said = name
	}
	o.remark(v, "", "The script could not run all it wanted to: %.200q", said)
}

// What the script writes of a cmdlet that failed: the cmdlet, and why; without people that is a type and an id.
var (
	failed      = regexp.MustCompile(`(?s)^(Get-Cs\w+(?: -\w+(?: [\w.-]+)?)?): (.*)$`)
	kindOfError = regexp.MustCompile(`^[\w.+]+, [\w.,+]+$`)
)

func (o row) domain() {
	name := o.text("Name")
	if id := o.text("Identity"); name == "" {
		name = id
	}
	switch {
	case name == "":
		o.fail(o.value, o.path, "expected a Name, found none")
		return
	case o.truth("IsDefault"):
		o.standard = len(o.domains)
	}
	o.domains = append(o.domains, named{o, name})
}

func (o row) site() {
	name := o.siteName("Identity")
	if name == "" {
		o.fail(o.value, o.path, "expected an Identity, found none")
		return
	}
	o.sites = append(o.sites, named{o, name})
	route := after(o.text("FederationRoute"))
	if route != "" && o.route == "" {
		o.route = route
	} else if route != "" && !dns.Equal(route, o.route) {
		o.remark(o.value, o.path, "has a federation route of its own, by %s, which is left out: the topology has one", route)
	}
}

// siteName is the name of a site, without "Site:" before it. In a topology it is one word.
func (o row) siteName(property string) string {
	name := after(o.text(property))
	word := strings.Join(strings.Fields(name), "-")
	if word != name && o.first("site "+name) {
		o.remark(o.value, o.path, "%s %q is %s in the topology, where names have no spaces", property, name, word)
	}
	return word
}

// after is what stands behind the kind of service, or of scope: "Registrar:fe01.example.com".
func after(identity string) string { return identity[strings.LastIndexByte(identity, ':')+1:] }

// fqdn is the pool of a service, by its PoolFqdn or behind its Identity.
func (o row) fqdn() string {
	name := o.text("PoolFqdn")
	if id := after(o.text("Identity")); name == "" {
		name = id
	}
	if name == "" {
		o.fail(o.value, o.path, "expected a PoolFqdn or an Identity, found neither")
	}
	return name
}

func (o row) registrar() {
	p := &pool{row: o, fqdn: o.fqdn(), site: o.siteName("SiteId"), backup: after(o.text("BackupRegistrar")),
		automatic: o.truth("EnableAutomaticFailover"), userPool: after(o.text("UserServer"))}
	p.version, _ = o.count("Version")
	p.detect, _ = o.span("FailureDetectionInterval")
	p.failback, _ = o.span("FailbackDetectionInterval")
	key := dns.Canonical(p.fqdn)
	if p.fqdn != "" && o.byName[key] != nil {
		o.fail(o.value, o.path, "expected each registrar once, found "+p.fqdn+" again")
		return
	}
	o.byName[key] = p
	o.pools = append(o.pools, p)
}

// of finds the pool with a registrar that a row is about; nil if it is about another.
func (o row) of(name string) *pool { return o.byName[dns.Canonical(name)] }

func (o row) pool() {
	name := o.text("Fqdn")
	if id := o.text("Identity"); name == "" {
		name = id
	}
	computers, site := len(o.texts("Computers")), o.siteName("Site")
	if p := o.of(name); p != nil {
		p.computers = computers
		if p.site == "" {
			p.site = site
		}
	}
}

func (o row) director() {
	if p := o.of(o.fqdn()); p != nil {
		p.director = true
	}
}

func (o row) userServer() {
	o.userServers = true
	database := after(o.text("UserDatabase"))
	if p := o.of(o.fqdn()); p != nil {
		p.userPool, p.database = p.fqdn, database
	}
}

func (o row) central() {
	active := o.truth("Active")
	if p := o.of(o.fqdn()); p != nil && active {
		p.cms = true
	}
}

func (o row) edge() {
	o.edges = append(o.edges, edge{o, o.fqdn(), o.siteName("SiteId"), after(o.text("Registrar"))})
}

// configuration reads settings: those of the whole deployment, and the state of a pool. What is set for a site or a service alone
// is reported.
func (o row) configuration() {
	scope := o.text("Identity")
	state := o.take("PoolState")
	switch {
	case state == nil, strings.EqualFold(state.text, "Active"):
	case isNumber(state.text):
		o.remark(state, o.path+".PoolState", "of %s was the number %.40s, which may stand for anything: the topology begins with all pools active", scope, state.text)
	default:
		o.remark(state, o.path+".PoolState", "of %s was %.40q and not Active: the topology begins with all pools active", scope, state.text)
	}
	s := settings{}
	s.endpoints, _ = o.count("MaxUserCount")
	for _, at := range []struct {
		name string
		d    *time.Duration
	}{{"DefaultEndpointExpiration", &s.expires}, {"MinEndpointExpiration", &s.shortest}, {"MaxEndpointExpiration", &s.longest}} {
		n, _ := o.count(at.name)
		*at.d = time.Duration(n) * time.Second
	}
	s.threshold, _ = o.span("BackupStoreUnavailableThreshold")
	if s.sync = o.sync; strings.EqualFold(scope, "Global") {
		o.settings = s
		o.markAll(o.value, o.path, "binding", "backend", "Client", "Endpoints") // Client.Refresh is shorter than a binding
	} else if s != (settings{sync: o.sync}) {
		o.remark(o.value, o.path, "is for %s alone, and left out: the topology has one set for all", scope)
	}
}

func (o row) backupService() {
	scope := o.text("Identity")
	d, ok := o.span("SyncInterval")
	if ok && (scope == "" || strings.EqualFold(scope, "Global")) {
		o.sync = d
		o.markAll(o.value, o.path, "replication")
	}
}

// isNumber reports whether a value of an enumeration has come as its number.
func isNumber(text string) bool { _, err := strconv.ParseInt(text, 10, 64); return err == nil }

// mirror is a database of a pool, whose back end is mirrored if one of the users' databases is. Those have names that begin with rtc; a row
// without a name is of one, as the script asks for no others.
func (o row) mirror() {
	alone, name := o.unmirrored(), o.text("DatabaseName")
	others := name != "" && !strings.HasPrefix(strings.ToLower(name), "rtc")
	if p := o.of(o.fqdn()); p != nil && !alone && !others {
		p.mirrored = true
	}
}

// unmirrored reports whether a database has no mirror: neither side has a part in mirroring. A row that tells no state is of a
// mirror.
func (o row) unmirrored() bool {
	told, without := 0, 0
	for _, name := range []string{"StateOnPrimary", "StateOnMirror"} {
		if v := o.take(name); v != nil {
			told++
			if strings.EqualFold(v.text, "DatabaseInaccessibleOrMirroringNotEnabled") {
				without++
			}
		}
	}
	status := o.take("MirroringStatusOnPrimary")
	return told > 0 && told == without || status != nil && strings.EqualFold(status.text, "None")
}

// user is a user, or how many of them a pool has.
func (o row) user() {
	home, uri := o.text("RegistrarPool"), o.text("SipAddress")
	n, counted := o.count("Count")
	p := o.of(home)
	switch {
	case home == "" && counted:
		o.nowhere += int64(n)
	case home == "":
		o.nowhere++
	case p == nil:
		o.remark(o.value, o.path, "is homed on %s, which is none of the pools", home)
	case uri != "" && o.people && len(o.users) < MaxUsers:
		o.users = append(o.users, user{o, after(uri), p.fqdn})
	case counted && n <= MaxHomed-p.homed:
		p.homed += n
	case counted:
		o.fail(o.value, o.path, "expected fewer users of "+p.fqdn)
	default:
		p.homed++
	}
}

// What a topology can have.
const (
	MaxUsers = 10_000      // by their addresses; further ones are counted
	MaxHomed = 100_000_000 // users of a pool that are counted
)

// releases are what the version of a service stands for. From 7 on it does not tell the releases apart.
var releases = map[int]pairing.Release{5: pairing.Lync2010, 6: pairing.Lync2013, 7: pairing.Skype2015, 8: pairing.Skype2015}
