# Stands in for as much of Homebrew as a formula of ours touches.
# ruby homebrew.rb install|test FORMULA PREFIX; "install" writes what was done into PREFIX/recorded.

require "pathname"
require "tmpdir"
require "fileutils"

verb, formula, prefix = ARGV
HOMEBREW_PREFIX = prefix
RECORDED = []

# A folder of the prefix: a path that files can be installed into.
class Folder < Pathname
  def install(*files) = files.flatten.each do |file|
    raise "#{file} is not in the archive" unless File.exist?(file)

    RECORDED << "#{basename} #{file}"
  end
end

# Records what a service block says. Formulas name paths in it.
class Service < BasicObject
  def initialize(formula) = @formula = formula

  def opt_bin = @formula.opt_bin

  def var = @formula.var

  def method_missing(name, *values)
    words = values.flatten.map { |value| value.respond_to?(:map) ? value.map { |key, word| "#{key}: #{word}" }.join(", ") : value }
    ::RECORDED << "service #{name} #{words.join(" ")}"
  end

  def respond_to_missing?(*) = true
end

class Formula
  class << self
    attr_reader :service_block, :test_block

    %i[desc homepage url sha256 license depends_on].each { |name| define_method(name) { |*| nil } }

    def version(value = nil) = value ? @version = value : @version

    def service(&block) = @service_block = block

    def test(&block) = @test_block = block
  end

  def version = self.class.version

  %i[bin man1 bash_completion zsh_completion fish_completion doc].each { |name| define_method(name) { Folder.new(File.join(HOMEBREW_PREFIX, name.to_s)) } }

  def opt_bin = Pathname(HOMEBREW_PREFIX)/"opt/conductor/bin"

  def var = Pathname(HOMEBREW_PREFIX)/"var"

  def testpath = @testpath ||= Pathname(Dir.mktmpdir)

  def rm_r(path) = FileUtils.rm_r(path)

  def shell_output(command, status = 0)
    output = `#{command}`
    raise "#{command}: exit status #{$?.exitstatus}" unless $?.exitstatus == status

    output
  end

  def assert_match(part, text) = text[part] || abort("#{part} is not in: #{text}")
end

load formula
made = Conductor.new
if verb == "install"
  made.install
  Service.new(made).instance_eval(&Conductor.service_block)
  File.write("#{prefix}/recorded", "#{RECORDED.sort.join("\n")}\n")
else
  # Homebrew runs spawn with paths.
  def made.spawn(*words) = Process.spawn(*words.map(&:to_s), out: File::NULL, err: File::NULL)

  made.instance_eval(&Conductor.test_block)
end
