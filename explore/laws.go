package explore

import "understudy.example"

// Laws returns all laws that histories are held to.
func Laws() (laws []Law) {
	for _, l := range understudy.Laws() {
		laws = append(laws, Law{Law: l})
	}
	return laws
}
