// worker/main.cpp — codau-worker: the zygote and its workers. The zygote loads the models once and
// opens no untrusted file. It forks a worker for each source. A worker enters the sandbox before it
// opens the source. Damage by a source ends with its worker.
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
#include "worker/bundled_data.h"
#include "worker/frame_channel.h"
#include "worker/protocol.h"
#include "worker/request_handler.h"
#include "worker/sandbox.h"

namespace codau::worker {
namespace {

constexpr int kSocket = 3;  // socket number, set by pipeline/output/worker_pool.cpp
/// Address space for libraries and models, which are mapped beside the source.
constexpr std::uint64_t kMapped = std::uint64_t{4} << 30U;
/// A child opens its socket, the files of its source, and files that libraries read.
constexpr rlim_t kMostDescriptors = 64 + kMaxSourceFiles;

/// Time limit for the parent, which may be busy or stopped. This process dies with its parent.
constexpr std::chrono::hours kForever{1000};
constexpr std::size_t kPart = std::size_t{1} << 20U;  // bytes of a stream in one frame

// ---- a child ----

/// How a stream is sent: in parts of any size, as one frame, or as one frame if it fits. Optional
/// streams are dropped if they do not fit.
enum class Sent : std::uint8_t { kInParts, kWhole, kIfItFits };

Sent sent(Stream stream) {
  switch (stream) {
    case Stream::kSteps:
    case Stream::kOverlay:
    case Stream::kTimes:
      return Sent::kIfItFits;  // the page matters more than its images
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

// Sends timings and images. Errors are ignored, as the page matters more than its images.
void send_rest(RequestHandler& handler) {
  try {
    handler.send_remaining();
  } catch (const std::exception&) {
    return;
  }
}

void limit(int resource, rlim_t most) {
  const rlimit both{most, most};
  ::setrlimit(static_cast<decltype(RLIMIT_CORE)>(resource), &both);
}

// Asks the kernel to kill this process with its parent. The parent may have died before the call,
// so it is checked again.
void die_with(pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
}

std::string shut_in(const ForkWorker& fork) {
  limit(RLIMIT_CORE, 0);  // a core file would hold a private page
  limit(RLIMIT_NOFILE, kMostDescriptors);
  if (fork.memory > 0) {
    limit(RLIMIT_DATA, fork.memory);
    limit(RLIMIT_AS, fork.memory + kMapped + fork.source);
  }
#ifdef CODAU_SANITIZED
  return "none";  // sanitizers read files and write reports, which the sandbox forbids
#else
  limit(RLIMIT_FSIZE, 0);  // no file can grow
  return to_text(confine(list_library_data()));
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

// Reads sample texts once before forking. Patterns, dictionaries and automata are built at first
// use. Otherwise each child would build them again. The texts cover all of these and are separated
// by form feeds.
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
  if (!load.reader.empty() && !engines.reader)
    engines.reader.emplace(ocr::PageReaderOptions{.models = load.reader});
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

/// Forks a child of the parent process. The pipeline can then wait for the child, and no child
/// survives it. This process has one thread, so the child inherits no half-done state.
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

int main() {
  codau::worker::use_bundled_data(std::filesystem::read_symlink("/proc/self/exe"));
  return codau::worker::be_zygote();
}
