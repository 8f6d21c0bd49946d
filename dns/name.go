package dns

import "strings"

// Canonical returns a name the way it is compared: ASCII letters in lower case, without the dot that ends a full name.
// The root "." stays what it is.
func Canonical(name string) string {
	name = relative(name)
	if strings.IndexFunc(name, upper) < 0 {
		return name
	}
	b := []byte(name)
	for i := range b {
		b[i] = lower(b[i])
	}
	return string(b)
}

// Equal reports whether two names are the same but for case and the dot that ends a full name.
func Equal(a, b string) bool {
	a, b = relative(a), relative(b)
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

// StrictMatch reports whether target is a host directly in the user's SIP domain, which is what clients ask for by
// default (C-16, C-111): sip.contoso.com in contoso.com, but not sip.emea.contoso.com.
func StrictMatch(target, sipDomain string) bool {
	host, domain, found := strings.Cut(relative(target), ".")
	return found && host != "" && Equal(domain, sipDomain)
}

// RelaxedMatch reports whether target is the user's SIP domain or anywhere below it, which is enough where the policy
// DisableStrictDNSNaming is set (C-16).
func RelaxedMatch(target, sipDomain string) bool {
	target, sipDomain = relative(target), relative(sipDomain)
	n := len(target) - len(sipDomain)
	if sipDomain == "" || n < 0 || !Equal(target[n:], sipDomain) {
		return false
	}
	return n == 0 || n > 1 && target[n-1] == '.'
}

// relative cuts off the dot that ends a full name. The root, and what ends in an empty label, is not such a name.
func relative(name string) string {
	if short, full := strings.CutSuffix(name, "."); full && short != "" && !strings.HasSuffix(short, ".") {
		return short
	}
	return name
}

func upper(r rune) bool { return 'A' <= r && r <= 'Z' }

func lower(b byte) byte {
	if upper(rune(b)) {
		b += 'a' - 'A'
	}
	return b
}
