// Makes a container image of one program, without a daemon, and reads it back.
//
//	container write FOLDER PROGRAM
//	container read FOLDER
//
// The image is an OCI layout: a folder that skopeo, podman and crane read.
// https://github.com/opencontainers/image-spec/blob/main/image-layout.md
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"debug/elf"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

const (
	indexType    = "application/vnd.oci.image.index.v1+json"
	manifestType = "application/vnd.oci.image.manifest.v1+json"
	configType   = "application/vnd.oci.image.config.v1+json"
	layerType    = "application/vnd.oci.image.layer.v1.tar+gzip"
	entrypoint   = "app"
)

type platform struct {
	Architecture string `json:"architecture"`
	OS           string `json:"os"`
}

type descriptor struct {
	MediaType string    `json:"mediaType"`
	Digest    string    `json:"digest"`
	Size      int64     `json:"size"`
	Platform  *platform `json:"platform,omitempty"`
}

type index struct {
	SchemaVersion int          `json:"schemaVersion"`
	MediaType     string       `json:"mediaType"`
	Manifests     []descriptor `json:"manifests"`
}

type manifest struct {
	SchemaVersion int          `json:"schemaVersion"`
	MediaType     string       `json:"mediaType"`
	Config        descriptor   `json:"config"`
	Layers        []descriptor `json:"layers"`
}

type config struct {
	platform
	Config struct {
		Entrypoint []string `json:"Entrypoint"`
	} `json:"config"`
	RootFS struct {
		Type    string   `json:"type"`
		DiffIDs []string `json:"diff_ids"`
	} `json:"rootfs"`
}

// architecture is what the program's own header says, whatever was asked for.
func architecture(program []byte) (string, error) {
	file, err := elf.NewFile(bytes.NewReader(program))
	if err != nil {
		return "", err
	}
	switch file.Machine {
	case elf.EM_X86_64:
		return "amd64", nil
	case elf.EM_AARCH64:
		return "arm64", nil
	}
	return "", fmt.Errorf("the program is built for %v", file.Machine)
}

func digest(data []byte) string {
	return fmt.Sprintf("sha256:%x", sha256.Sum256(data))
}

// ---- writing ----

func put(folder, mediaType string, data []byte) (descriptor, error) {
	d := descriptor{MediaType: mediaType, Digest: digest(data), Size: int64(len(data))}
	return d, os.WriteFile(blob(folder, d), data, 0o644)
}

func blob(folder string, d descriptor) string {
	return filepath.Join(folder, "blobs", strings.ReplaceAll(d.Digest, ":", "/"))
}

func putJSON(folder, mediaType string, value any) (descriptor, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return descriptor{}, err
	}
	return put(folder, mediaType, data)
}

func archive(program []byte) ([]byte, error) {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	header := &tar.Header{Name: entrypoint, Mode: 0o755, Size: int64(len(program))}
	if err := w.WriteHeader(header); err != nil {
		return nil, err
	}
	if _, err := w.Write(program); err != nil {
		return nil, err
	}
	err := w.Close()
	return out.Bytes(), err
}

func compress(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err := w.Close()
	return out.Bytes(), err
}

func write(folder, path string) error {
	program, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	arch, err := architecture(program)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(folder, "blobs", "sha256"), 0o755); err != nil {
		return err
	}
	layer, err := archive(program)
	if err != nil {
		return err
	}
	packed, err := compress(layer)
	if err != nil {
		return err
	}
	c := config{platform: platform{arch, "linux"}}
	c.Config.Entrypoint = []string{"/" + entrypoint}
	c.RootFS.Type = "layers"
	c.RootFS.DiffIDs = []string{digest(layer)}

	m := manifest{SchemaVersion: 2, MediaType: manifestType, Layers: make([]descriptor, 1)}
	if m.Layers[0], err = put(folder, layerType, packed); err != nil {
		return err
	}
	if m.Config, err = putJSON(folder, configType, c); err != nil {
		return err
	}
	image, err := putJSON(folder, manifestType, m)
	if err != nil {
		return err
	}
	image.Platform = &c.platform
	list, err := json.Marshal(index{2, indexType, []descriptor{image}})
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "index.json"), list, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "oci-layout"), []byte(`{"imageLayoutVersion":"1.0.0"}`), 0o644)
}

// ---- reading it back ----

func get(folder string, d descriptor) ([]byte, error) {
	data, err := os.ReadFile(blob(folder, d))
	if err != nil {
		return nil, err
	}
	if digest(data) != d.Digest || int64(len(data)) != d.Size {
		return nil, fmt.Errorf("%s is not what its digest says", d.Digest)
	}
	return data, nil
}

func getJSON(folder string, d descriptor, value any) error {
	data, err := get(folder, d)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, value)
}

func only[T any](list []T, what string) (T, error) {
	if len(list) != 1 {
		var none T
		return none, fmt.Errorf("%d %s, expected one", len(list), what)
	}
	return list[0], nil
}

func readIndex(folder string) (descriptor, error) {
	var list index
	data, err := os.ReadFile(filepath.Join(folder, "index.json"))
	if err != nil {
		return descriptor{}, err
	}
	if err := json.Unmarshal(data, &list); err != nil {
		return descriptor{}, err
	}
	return only(list.Manifests, "images")
}

// unpack gives the program that the layer holds, and the digest of the unpacked layer.
func unpack(layer []byte) (program []byte, id string, err error) {
	zipped, err := gzip.NewReader(bytes.NewReader(layer))
	if err != nil {
		return nil, "", err
	}
	data, err := io.ReadAll(zipped)
	if err != nil {
		return nil, "", err
	}
	files := tar.NewReader(bytes.NewReader(data))
	if _, err := files.Next(); err != nil {
		return nil, "", err
	}
	program, err = io.ReadAll(files)
	return program, digest(data), err
}

func read(folder string) error {
	var m manifest
	var c config
	image, err := readIndex(folder)
	if err != nil {
		return err
	}
	if err := getJSON(folder, image, &m); err != nil {
		return err
	}
	if err := getJSON(folder, m.Config, &c); err != nil {
		return err
	}
	first, err := only(m.Layers, "layers")
	if err != nil {
		return err
	}
	layer, err := get(folder, first)
	if err != nil {
		return err
	}
	program, id, err := unpack(layer)
	if err != nil {
		return err
	}
	if len(c.RootFS.DiffIDs) != 1 || c.RootFS.DiffIDs[0] != id {
		return fmt.Errorf("the layer is not the one that the image names")
	}
	arch, err := architecture(program)
	if err != nil {
		return err
	}
	if arch != c.Architecture {
		return fmt.Errorf("the image says %s, and its program is built for %s", c.Architecture, arch)
	}
	fmt.Printf("%s/%s, one layer of %d KB\n", c.OS, arch, len(layer)>>10)
	return nil
}

func run(args []string) error {
	switch {
	case len(args) == 3 && args[0] == "write":
		return write(args[1], args[2])
	case len(args) == 2 && args[0] == "read":
		return read(args[1])
	}
	return fmt.Errorf("usage: container write FOLDER PROGRAM | container read FOLDER")
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
