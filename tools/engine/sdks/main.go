// Command generateSdks writes the SDKs of a package for Node.js, Python and Go with the engine's own code generators, as
// `pulumi package add` does. It reads the schema from standard input; its argument is the folder that gets a folder for each
// language. The language hosts that can be built from Go modules cannot generate SDKs themselves.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "pulumi"

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: generateSdks FOLDER < schema.json"))
	}
	var spec schema.PackageSpec
	if err := json.NewDecoder(os.Stdin).Decode(&spec); err != nil {
		fail(fmt.Errorf("reading the schema: %w", err))
	}
	for language, generate := range generators {
		files, err := generate(spec)
		if err != nil {
			fail(fmt.Errorf("generating the SDK for %s: %w", language, err))
		}
		if err := write(filepath.Join(os.Args[1], language), files); err != nil {
			fail(err)
		}
	}
}

type generator func(schema.PackageSpec) (map[string][]byte, error)

var generators = map[string]generator{
	"nodejs": func(spec schema.PackageSpec) (map[string][]byte, error) {
		pkg, loader, err := bind(spec)
		if err != nil {
			return nil, err
		}
		return nodejs.GeneratePackage(tool, pkg, nil, nil, true, loader)
	},
	"python": func(spec schema.PackageSpec) (map[string][]byte, error) {
		pkg, loader, err := bind(spec)
		if err != nil {
			return nil, err
		}
		return python.GeneratePackage(tool, pkg, nil, loader)
	},
	"go": func(spec schema.PackageSpec) (map[string][]byte, error) {
		pkg, _, err := bind(spec)
		if err != nil {
			return nil, err
		}
		return golang.GeneratePackage(tool, pkg, nil)
	},
}

// bind returns a package of its own for each generator: generators change the package that they get.
func bind(spec schema.PackageSpec) (*schema.Package, schema.ReferenceLoader, error) {
	loader := schema.NewCachedLoader(nil)
	pkg, diagnostics, err := schema.BindSpec(spec, loader, schema.ValidationOptions{})
	if err != nil {
		return nil, nil, err
	}
	if len(diagnostics) > 0 {
		return nil, nil, diagnostics
	}
	pkg.SupportPack = true
	return pkg, loader, nil
}

func write(folder string, files map[string][]byte) error {
	for name, content := range files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
