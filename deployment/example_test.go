package deployment_test

import (
	"fmt"

	"understudy.example/deployment"
)

func Example() {
	src := `{"Get-CsSipDomain": {"Name": "example.com", "IsDefault": true},
		"Get-CsSite": {"Identity": "Site:HQ"},
		"Get-CsService -UserServer": {"PoolFqdn": "fe01.example.com", "UserDatabase": "UserDatabase:fe01.example.com"},
		"Get-CsService -CentralManagement": {"PoolFqdn": "fe01.example.com", "Active": true},
		"Get-CsService -Registrar": {"PoolFqdn": "fe01.example.com", "SiteId": "Site:HQ", "Version": 6, "WebPort": 443}}`
	d, err := deployment.Parse("export.json", []byte(src), deployment.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s", d.Story("As exported").Format())
	// Output:
	// understudy story 1
	// title As exported
	// # Get-CsService -Registrar has the property "WebPort", which is not used
	// # The cmdlets tell neither what the servers run on nor what is in DNS: host, os and srv are for you to write.
	//
	// topology
	//   domain example.com
	//   site HQ
	//   pool fe01.example.com site HQ edition standard cms
	//   seed 1
	//
	// story
}
