# The formula of a tap. scripts/formula.sh fills in what stands between at signs.
class Conductor < Formula
  desc "Turns MIDI controllers into keystrokes, programs and MIDI"
  homepage "https://github.com/@REPOSITORY@"
  url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/conductor-@VERSION@-macos-universal.zip"
  version "@VERSION@"
  sha256 "@SHA256@"
  license "MIT"

  depends_on :macos

  def install
    bin.install "bin/conductor", "bin/conductorctl"
    man1.install Dir["share/man/man1/*.1"] if Dir.exist?("share/man/man1")
    bash_completion.install Dir["share/bash-completion/completions/*"] if Dir.exist?("share/bash-completion/completions")
    zsh_completion.install Dir["share/zsh/site-functions/_*"] if Dir.exist?("share/zsh/site-functions")
    fish_completion.install Dir["share/fish/vendor_completions.d/*"] if Dir.exist?("share/fish/vendor_completions.d")
    doc.install Dir["docs/*"] if Dir.exist?("docs")
  end

  # The same label as Conductor's own agent, so that there are never two. The stable path: macOS remembers permissions by it.
  service do
    name macos: "com.amiable.conductor", linux: "conductor"
    run [opt_bin/"conductor"]
    keep_alive successful_exit: false
    process_type :interactive
    environment_variables PATH: "#{HOMEBREW_PREFIX}/bin:#{HOMEBREW_PREFIX}/sbin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
    log_path var/"log/conductor.log"
    error_log_path var/"log/conductor.log"
  end

  def caveats
    <<~EOS
      To start Conductor now and at every login:
        conductorctl service install && conductorctl service start
      (or `brew services start conductor`, from a Terminal on your own desktop).

      macOS asks once whether Conductor may press keys:
        System Settings > Privacy & Security > Accessibility
      Where that has no effect after an upgrade, remove the entry there and add it again.
    EOS
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/conductor --version")

    config = testpath/"config.toml"
    config.write <<~TOML
      [[modes]]
      name = "Default"

      [[modes.mappings]]
      trigger = { type = "Note", note = "C2" }
      action = { type = "Shell", command = "true" }
    TOML
    assert_match "Config is valid", shell_output("#{bin}/conductor --check --config #{config}")

    # Not in testpath: a socket's path is at most 103 bytes long there.
    socket = Pathname(Dir.mktmpdir("conductor", "/tmp"))/"s"
    daemon = spawn bin/"conductor", "--backend", "loopback", "--config", config.to_s, "--socket", socket.to_s
    begin
      50.times do
        break if socket.exist?

        sleep 0.2
      end
      assert_match "Pong", shell_output("#{bin}/conductorctl --socket #{socket} ping")
      assert_match "Daemon stopped", shell_output("#{bin}/conductorctl --socket #{socket} stop")
    ensure
      begin
        Process.kill("KILL", daemon)
      rescue Errno::ESRCH
        nil
      end
      Process.wait(daemon)
      rm_r socket.dirname
    end
  end
end
