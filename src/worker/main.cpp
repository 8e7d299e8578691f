// worker/main.cpp — codau-worker: the zygote, which loads the models once and opens nothing of
// others, and its children, one for each source at a time, which shut themselves in before they
// open it. What a source does to its child ends with that child.
#include <linux/sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/error.h"
#include "source/source_file.h"
#include "text/unicode.h"
#include "worker/frame_channel.h"
#include "worker/protocol.h"
#include "worker/request_handler.h"
#include "worker/sandbox.h"

namespace codau::worker {
namespace {

constexpr int kSocket = 3;  // where pipeline/output/worker_pool.cpp puts our end of the pair
/// Room for what is mapped, not taken, beside the source: libraries and models.
constexpr std::uint64_t kMapped = std::uint64_t{4} << 30U;
/// A child has its socket, the files of its source, and what libraries open to read.
constexpr rlim_t kMostDescriptors = 64 + kMaxSourceFiles;

/// How long this process waits for its parent, which may be busy or stopped; it dies with it.
constexpr std::chrono::hours kForever{1000};
constexpr std::size_t kPart = std::size_t{1} << 20U;  // of a stream of bytes, in a frame

// ---- a child ----

/// How a stream is sent: in parts of any size, or a frame each; what nobody needs may be left out
/// if it takes more than a frame.
enum class Sent : std::uint8_t { kInParts, kWhole, kIfItFits };

Sent sent(Stream stream) {
  switch (stream) {
    case Stream::kSteps:
    case Stream::kOverlay:
    case Stream::kTimes:
      return Sent::kIfItFits;  // a page is worth more than its pictures
    case Stream::kPicture:
    case Stream::kPart:
    case Stream::kPdfWords:
      return Sent::kWhole;
    default:
      return Sent::kInParts;
  }
}

std::optional<std::string> answer(RequestHandler& handler, ChannelFrame frame) {
  try {
    return handler.handle(parse_request(frame.bytes), std::move(frame.fd));
  } catch (const Error& error) {
    return to_json(error);
  } catch (const std::bad_alloc&) {
    return to_json(Error(Cause::kOutOfMemory, "the memory limit of a worker was reached"));
  } catch (const std::exception& error) {
    return to_json(Error(ErrorCode::kInternal, error.what()));
  }
}

// A page is worth more than its pictures: without memory for them there are none.
void send_rest(RequestHandler& handler) {
  try {
    handler.send_remaining();
  } catch (const std::exception&) {
    return;
  }
}

/// What libraries read by themselves: fonts and encodings of PDF, locales.
[[maybe_unused]] std::vector<std::filesystem::path> needed() {
  std::vector<std::filesystem::path> paths{"/usr/share", "/usr/local/share", "/etc/fonts",
                                           "/var/cache/fontconfig", "/usr/lib/locale"};
  if (const char* const models = std::getenv("TESSDATA_PREFIX")) paths.emplace_back(models);
  return paths;
}

void limit(int resource, rlim_t most) {
  const rlimit both{most, most};
  ::setrlimit(static_cast<decltype(RLIMIT_CORE)>(resource), &both);
}

// A signal asks for permission again: the parent may have gone between two lines.
void die_with(pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
}

std::string shut_in(const ForkWorker& fork) {
  limit(RLIMIT_CORE, 0);  // it would hold a private page
  limit(RLIMIT_NOFILE, kMostDescriptors);
  if (fork.memory > 0) {
    limit(RLIMIT_DATA, fork.memory);
    limit(RLIMIT_AS, fork.memory + kMapped + fork.source);
  }
#ifdef CODAU_SANITIZED
  return "none";  // sanitizers look around, and write reports, in ways that are refused
#else
  limit(RLIMIT_FSIZE, 0);  // no file grows by it
  return to_text(confine(needed()));
#endif
}

[[noreturn]] void serve(Engines& engines, const ForkWorker& fork, const Descriptor& socket) {
  ::prctl(PR_SET_NAME, "codau-worker");
  const StreamSink send = [&](Stream stream, std::string_view bytes) {
    do {
      const Sent how = sent(stream);
      const std::string_view part = bytes.substr(0, how == Sent::kInParts ? kPart : bytes.size());
      bytes.remove_prefix(part.size());
      const bool fits = part.size() < kMaxFrameBytes;
      if (!fits && how == Sent::kIfItFits) continue;
      if (!fits) throw Error(Cause::kTooLarge, "a piece of over 16 MiB");
      if (!send_frame(socket.get(), to_frame(stream, part), -1, kForever)) ::_exit(1);
    } while (!bytes.empty());
  };
  RequestHandler handler(engines, shut_in(fork), send);
  while (auto frame = receive_frame(socket.get(), kForever)) {
    const auto reply = answer(handler, std::move(*frame));
    send_rest(handler);
    if (reply && !send_frame(socket.get(), *reply, -1, kForever)) ::_exit(1);
  }
  ::_exit(0);
}

// ---- the zygote ----

// What is made at the first use (patterns, dictionaries, their automata) would be made again in
// every child: texts that have some of everything, a form feed between them, are read once before.
void warm_up(const Engines& engines, const std::filesystem::path& texts) {
  std::ifstream file(texts, std::ios::binary);
  MakeDocument make;
  make.allow_secret = true;
  for (std::string marked; std::getline(file, marked, '\f');) {
    for (const std::string& one : {marked, text::strip_diacritics(marked)}) {
      make_document(engines.lexicon, make, make_document_from_text(one), &*engines.restorer, {},
                    [](Stream, std::string_view) {});
    }
  }
}

std::string load(Engines& engines, const LoadEngines& load) {
  if (load.reader && !engines.reader) engines.reader.emplace();
  if (!load.lexicons.empty()) {
    engines.lexicons.assign(load.lexicons.begin(), load.lexicons.end());
    engines.lexicon = text::Lexicon(engines.lexicons);
  }
  if (!load.models.empty() && !engines.restorer) {
    const std::span folders(engines.lexicons);
    engines.restorer.emplace(
        load.models.c_str(), load.data.c_str(),
        load.warm ? restore::ModelPlacement::kCopied : restore::ModelPlacement::kMapped,
        folders.subspan(std::min<std::size_t>(1, folders.size())));
    if (load.warm) warm_up(engines, std::filesystem::path(load.data) / "warm-up.txt");
  }
  return "{}";
}

/// As fork(), but the child's parent is ours: the pipeline waits for it, and outlives no child.
/// This process has one thread, so that nothing is half done in the child.
pid_t fork_sibling() {
  return static_cast<pid_t>(
      ::syscall(SYS_clone, CLONE_PARENT | SIGCHLD, nullptr, nullptr, nullptr, nullptr));
}

std::string spawn(Engines& engines, const ForkWorker& fork, const Descriptor& socket,
                  pid_t parent) {
  const pid_t child = fork_sibling();
  if (child == 0) {
    ::close(kSocket);
    die_with(parent);
    serve(engines, fork, socket);
  }
  if (child < 0) throw Error(ErrorCode::kInternal, "no worker can be started");
  return std::to_string(child);
}

std::string obey(Engines& engines, ChannelFrame frame, pid_t parent) {
  try {
    const Request request = parse_request(frame.bytes);
    if (const auto* what = std::get_if<LoadEngines>(&request)) return load(engines, *what);
    if (const auto* what = std::get_if<ForkWorker>(&request)) {
      return spawn(engines, *what, frame.fd, parent);
    }
    return to_json(Error(ErrorCode::kInternal, "a request for a child"));
  } catch (const Error& error) {
    return to_json(error);
  } catch (const std::exception& error) {
    return to_json(Error(ErrorCode::kInternal, error.what()));
  }
}

int be_zygote() {
  const pid_t parent = ::getppid();
  ::prctl(PR_SET_NAME, "codau-zygote");
  image::preload_code();
  Engines engines;
  while (auto frame = receive_frame(kSocket, kForever)) {
    if (!send_frame(kSocket, obey(engines, std::move(*frame), parent), -1, kForever)) return 1;
  }
  return 0;
}

}  // namespace
}  // namespace codau::worker

int main() { return codau::worker::be_zygote(); }
