// A library gone wrong, for faults_test.py: loaded into a worker before its own (LD_PRELOAD), it
// misbehaves as CODAU_FAULT says, where CODAU_FAULT_AT says: in the clean-up of a page, which the
// simple way of reading does without, in reading itself, in a document or in writing a PDF.
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

struct Pix;

namespace {

std::string_view setting(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

void expect(bool kept_in) {
  if (!kept_in) std::abort();
}

// Everything that somebody who took over a worker would try first. Without Landlock files can be
// read.
void escape(bool has_landlock) {
  const int font = ::open("/usr/share", O_RDONLY | O_DIRECTORY);
  expect(font >= 0);  // what it needs it still has
  ::close(font);
  if (has_landlock) {
    expect(::open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES);
    expect(::open("/proc/self/environ", O_RDONLY) < 0);
  }
  expect(::open("/tmp/codau-escaped", O_WRONLY | O_CREAT, 0600) < 0);
  expect(::socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM);
  expect(::socket(AF_UNIX, SOCK_STREAM, 0) < 0);
  expect(::fork() < 0);
  expect(::execl("/bin/true", "true", nullptr) < 0 && errno == EPERM);
  expect(::kill(::getppid(), 0) < 0);
  // No descriptor of a file of ours, and no signal by way of one that is there.
  for (int fd = 0; fd < 64; ++fd) {
    expect(::fcntl(fd, F_SETOWN, ::getppid()) < 0);
    expect(::fcntl(fd, F_SETSIG, SIGKILL) < 0);
    struct stat status {};
    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) continue;
    expect((::fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDONLY);
  }
  expect(std::getenv("PGPASSWORD") == nullptr);
}

void eat() {
  std::vector<std::vector<char>> eaten;
  while (true) eaten.emplace_back(std::size_t{16} << 20U, 'x');
}

void misbehave(std::string_view where) {
  if (setting("CODAU_FAULT_AT") != where) return;
  const std::string_view how = setting("CODAU_FAULT");
  if (how == "crash") ::raise(SIGSEGV);
  if (how == "loop") {
    for (volatile bool on = true; on;) {
    }
  }
  if (how == "eat") eat();
  if (how == "escape") escape(true);
  if (how == "escape_seccomp") escape(false);
}

template <class Function>
Function real(const char* name) {
  Function function = nullptr;
  void* const symbol = ::dlsym(RTLD_NEXT, name);
  std::memcpy(&function, &symbol, sizeof function);
  return function;
}

}  // namespace

extern "C" Pix* pixBlockconvGray(Pix* pix, Pix* sums, int half_width, int half_height) {
  misbehave("cleaning");
  return real<decltype(&pixBlockconvGray)>("pixBlockconvGray")(pix, sums, half_width, half_height);
}

// re2::RE2::Match, a member function: reads documents alone. Only a document that asks for it is
// hit, not what the zygote warms up with. Debian 12 has RE2 with a string of its own by reference,
// Debian 13 with that of Abseil by value.
struct Text {
  const char* data;
  std::size_t size;
};
static void misbehave_if_asked(const Text& text) {
  if (std::string_view(text.data, text.size).find("hieu lenh loi") != std::string_view::npos) {
    misbehave("document");
  }
}

#define CODAU_MATCH "_ZNK3re23RE25MatchERKNS_11StringPieceEmmNS0_6AnchorEPS1_i"
extern "C" bool match(const void* self, const Text* text, std::size_t begin, std::size_t end,
                      int anchor, void* groups, int count) asm(CODAU_MATCH);
extern "C" bool match(const void* self, const Text* text, std::size_t begin, std::size_t end,
                      int anchor, void* groups, int count) {
  misbehave_if_asked(*text);
  static const auto kReal = real<decltype(&match)>(CODAU_MATCH);
  return kReal(self, text, begin, end, anchor, groups, count);
}

#define CODAU_MATCH_VALUE "_ZNK3re23RE25MatchEN4absl7debian711string_viewEmmNS0_6AnchorEPS3_i"
extern "C" bool match_value(const void* self, Text text, std::size_t begin, std::size_t end,
                            int anchor, void* groups, int count) asm(CODAU_MATCH_VALUE);
extern "C" bool match_value(const void* self, Text text, std::size_t begin, std::size_t end,
                            int anchor, void* groups, int count) {
  misbehave_if_asked(text);
  static const auto kReal = real<decltype(&match_value)>(CODAU_MATCH_VALUE);
  return kReal(self, text, begin, end, anchor, groups, count);
}

// QPDFWriter::write(), a member function: every PDF is written with it, nothing else is.
extern "C" void write_pdf(void* self) asm("_ZN10QPDFWriter5writeEv");
extern "C" void write_pdf(void* self) {
  misbehave("pdf");
  static const auto kReal = real<decltype(&write_pdf)>("_ZN10QPDFWriter5writeEv");
  kReal(self);
}

// Words are placed with it: all reading of pages needs it.
extern "C" int pixClipToForeground(Pix* pix, Pix** clipped, void** box) {
  misbehave("reading");
  return real<decltype(&pixClipToForeground)>("pixClipToForeground")(pix, clipped, box);
}
