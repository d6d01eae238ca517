# Homebrew's formula: builds from the source archive of a release. packaging/source writes the
# archive, and a copy of this file with its address and checksum.
class Goready < Formula
  desc "Setup wizard for a proven Go and gRPC toolchain"
  homepage "https://github.com/goready/goready"
  url "https://github.com/goready/goready/releases/download/v0.1.0/goready-0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "MIT"

  depends_on "cmake" => :build
  depends_on "pkgconf" => :build
  depends_on "cjson"
  depends_on "libarchive"
  depends_on "ncurses"

  uses_from_macos "curl"

  on_linux do
    depends_on "openssl@3"
  end

  def install
    system "cmake", "-S", ".", "-B", "build", "-DGOREADY_TESTS=OFF", "-DGOREADY_WERROR=OFF", *std_cmake_args
    system "cmake", "--build", "build"
    system "cmake", "--install", "build"
  end

  test do
    require "json"

    assert_equal "goready #{version}", shell_output("#{bin}/goready --version").strip
    # 2 says that it found problems: whether there is a Go here is not the formula's affair.
    report = IO.popen(["#{bin}/goready", "doctor", "--json"], &:read)
    assert_includes [0, 2], $CHILD_STATUS.exitstatus
    assert_equal 1, JSON.parse(report)["schema"]
  end
end
