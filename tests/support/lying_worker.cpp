// A worker that was taken over by what it opened: its zygote does as it is told, its children
// answer with anything but what was asked for. Counted by a byte behind each lie in the file
// CODAU_LIES.
#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/error.h"
#include "worker/frame_channel.h"
#include "worker/protocol.h"

namespace codau::worker {
namespace {

constexpr int kSocket = 3;

// ---- what is sent ----

class Liar {
 public:
  Liar(int socket, std::uint64_t seed) : socket_(socket), random_(seed) {}

  void lie(const Request& request) {
    static const std::vector<void (Liar::*)(const Request&)> kLies{
        &Liar::nested,     &Liar::cut,         &Liar::claimed,     &Liar::wrong_error,
        &Liar::noise,      &Liar::odd_stream,  &Liar::with_files,  &Liar::flood,
        &Liar::other_page, &Liar::wrong_type,  &Liar::other_kind,  &Liar::death,
        &Liar::false_rows, &Liar::false_parts, &Liar::deep_pieces, &Liar::false_pictures,
        &Liar::false_pdf};
    if (below(400) == 0) return huge(request);
    (this->*kLies[below(kLies.size())])(request);
  }

  static std::string page(const std::string& number, const std::string& side,
                          const std::string& other) {
    return R"({"number":)" + number +
           R"(,"width":10,"height":10,"dpi":300,"rotation":0,"skew_degrees":0,)" +
           R"("origin":"ocr","mean_confidence":0.5,"text":"a\n","words":[[0,1,0,0,)" + side + "," +
           other +
           R"(,0.5]],"lines":[[0,1,0,0,1,1]],"cells":[],"tables":[],"blocks":[["body",0,1,null,0,0,1,1]],)" +
           R"("warnings":[],"image_sha256":""})";
  }

 private:
  std::size_t below(std::size_t count) { return random_() % count; }
  bool send(std::string_view bytes, int fd = -1) { return send_frame(socket_, bytes, fd); }
  void raw(std::string_view bytes) { (void)!::write(socket_, bytes.data(), bytes.size()); }
  [[noreturn]] void end() { ::_exit(static_cast<int>(below(3))); }

  std::string bytes(std::size_t most) {
    std::string out(below(most) + 1, ' ');
    for (char& c : out) c = static_cast<char>(random_());
    return out;
  }

  void nested(const Request&) {
    const std::size_t deep = std::size_t{1} << below(17);
    static constexpr std::array kHeads{R"({"error":)", R"({"format":)", R"({"number":1,"words":)",
                                       R"({"error":{"message":)", "{\"engine\":"};
    send(kHeads[below(kHeads.size())] + std::string(deep, '[') + std::string(below(2) * deep, ']') +
         "}");
  }
  void cut(const Request&) {
    raw(std::string("\x40\0\0\0{\"error\":", 13).substr(0, 1 + below(13)));
    end();
  }
  void claimed(const Request&) {
    std::string head = bytes(3) + "xxx";
    head.resize(3);
    raw(head + static_cast<char>(1 + below(255)) + "{}");
    end();
  }
  void wrong_error(const Request&) {
    static constexpr std::array kCauses{"CRASHED", "TIMEOUT", "NONE",      "CHANGED",
                                        "SECRET",  "x",       "\\u001b[2J"};
    send(R"({"error":{"code":)" + std::to_string(below(300)) + R"(,"cause":")" +
         kCauses[below(kCauses.size())] + R"(","message":"\u001b]0;\u0007\u009b2J"}})");
  }
  void noise(const Request&) {
    send(bytes(300));
    end();  // or it waits for what never comes
  }
  void odd_stream(const Request&) {
    static constexpr std::string_view kStreams = "SOjgftcrlwpPX";
    for (std::size_t i = 0; i < 3; ++i) send(kStreams[below(kStreams.size())] + bytes(100));
    send("{}");
  }
  void with_files(const Request&) {
    const int file = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    for (std::size_t i = 0; i < 5; ++i) send("S", file);
    send("]", file);
    ::close(file);
  }
  void flood(const Request&) {
    for (std::size_t i = 0; i < 300; ++i) {
      if (!send("O" + std::string(below(2000), 'x'))) return;
    }
    send("]");
  }
  void other_page(const Request& request) {
    const auto* const ask = std::get_if<AskPage>(&request);
    const std::uint32_t number = ask != nullptr ? ask->number + 1 : 1;
    send(page(std::to_string(number), "10", "20"));
  }
  void wrong_type(const Request& request) {
    const auto* const ask = std::get_if<AskPage>(&request);
    const std::string number = ask != nullptr ? std::to_string(ask->number) : "1";
    static constexpr std::array kValues{
        "-1",  "2147483647", "1e300", "null", "\"10\"",
        "[1]", "{}",         "1.5",   "true", "99999999999999999999"};
    const std::string value = kValues[below(kValues.size())];
    send(below(2) == 0 ? page(number, value, "20")
                       : page(number, "11", value == "-1" ? "5" : value));
  }
  void other_kind(const Request& request) {
    if (std::holds_alternative<AskProbe>(request)) {
      send(R"({"format":"txt","pages":4294967295})");
    } else {
      send(R"({"format":"pdf","pages":1})");
    }
  }
  void death(const Request&) {
    static constexpr std::array kSignals{SIGSEGV, SIGABRT, SIGKILL, SIGBUS, SIGXCPU};
    ::raise(kSignals[below(kSignals.size())]);
  }
  void false_rows(const Request&) {
    static constexpr std::array kLines{
        "[\"tasks\"]\n", "[\"documents\",1,2,3]\n",   "[]\n",
        "{\"a\":1}\n",   "[\"no_table\",\"\x1b\"]\n", "[\"sources\""};
    for (std::size_t i = 0; i < 4; ++i) send(std::string("r") + kLines[below(kLines.size())]);
    send("l[null,-1,\"x\"]\n");
    send("w{\"do\":\"fork\",\"memory\":0}");
    send("{}");
  }
  void false_parts(const Request&) {
    static constexpr std::array kPages{
        "0-0",           "1-1",   "",      "-",    "1-",           "2-1",   "x",
        "1-2",           "0-0<0", "1-1<0", "+1-1", "0-4294967296", "1-1-1", "0-0<7",
        "1-1<4294967295"};
    for (std::size_t n = below(80); n > 0; --n)
      send(std::string("d") + kPages[below(kPages.size())]);
    send("r[\"documents\"]\n");
    send("w{\"do\":\"fork\",\"memory\":0}");
    send("{}");
  }
  void false_pictures(const Request&) {
    static constexpr std::array kPictures{"", "\xFF\xD8\xFF", "<script>alert(1)</script>",
                                          "\x89PNG"};
    for (std::size_t n = below(3); n > 0; --n)
      send(std::string("j") + kPictures[below(kPictures.size())]);
    send(below(2) == 0 ? "{}" : "{\"width\":1}");
  }
  void false_pdf(const Request&) {
    static constexpr std::array kPieces{"w0123456789abcdef01234567",
                                        "w0123456789abcdef0123456 ",
                                        "w",
                                        "p%PDF-1.7\n%%EOF\n",
                                        "r\1",
                                        "d1-1",
                                        "k"};
    for (std::size_t n = below(6); n > 0; --n) send(kPieces[below(kPieces.size())]);
    static constexpr std::array kEnds{"{}", R"({"obstacles":[]})", R"({"obstacles":["x"]})",
                                      R"({"error":{"code":3,"cause":"DAMAGED","message":"x"}})"};
    send(kEnds[below(kEnds.size())]);
  }
  void deep_pieces(const Request&) {
    send("r" + std::string(20'000, '[') + "\n");
    send("g" + std::string(20'000, '['));
    send("{}");
  }
  void huge(const Request&) {
    const std::string most(kMaxFrameBytes, 'x');
    for (std::size_t i = 0; i < 6; ++i) {
      if (!send("O" + most.substr(1))) return;
    }
    send("{\"error\":\"" + most.substr(20) + "\"}");
  }

  int socket_;
  std::mt19937_64 random_;
};

// ---- who asks ----

// True where it is not to be lied to: what is no source's, and by its mode what a source is.
bool is_true_to(const Request& request, std::string_view mode) {
  if (std::holds_alternative<AskVersions>(request)) return true;
  if (std::holds_alternative<AskProbe>(request)) return mode != "probes";
  return mode == "pdfs" && std::holds_alternative<AskPage>(request);
}

std::string truth(const Request& request, std::string_view mode) {
  if (std::holds_alternative<AskVersions>(request))
    return to_json(EngineVersions{"liar", "none", "landlock 1, seccomp"});
  if (const auto* const ask = std::get_if<AskPage>(&request))
    return Liar::page(std::to_string(ask->number), "10", "10");
  if (mode == "texts") return to_json(Error(Cause::kNotSupported, "no scan"));
  const char* const pages = std::getenv("CODAU_PAGES");
  return to_json(SourceProbe{image::SourceFormat::kPdf,
                             static_cast<std::uint32_t>(pages != nullptr ? std::atoi(pages) : 1)});
}

[[noreturn]] void serve(const Descriptor& socket) {
  const char* const told = std::getenv("CODAU_LIE");
  const std::string_view mode = told != nullptr ? told : "pages";
  const char* const seed = std::getenv("CODAU_SEED");
  const char* const count = std::getenv("CODAU_LIES");
  const int counter =
      count != nullptr ? ::open(count, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
  const auto base = static_cast<std::uint64_t>(seed != nullptr ? std::atoll(seed) : 1);
  Liar liar(socket.get(), base * 1'000'003U + static_cast<std::uint64_t>(::getpid()));
  while (const auto frame = receive_frame(socket.get())) {
    const Request request = parse_request(frame->bytes);
    if (std::holds_alternative<AddPage>(request)) continue;
    if (is_true_to(request, mode)) {
      if (!send_frame(socket.get(), truth(request, mode))) ::_exit(1);
      continue;
    }
    (void)!::write(counter, "x", 1);
    liar.lie(request);
  }
  ::_exit(0);
}

int be_zygote() {
  while (const auto frame = receive_frame(kSocket)) {
    std::string answer = "{}";
    if (std::holds_alternative<ForkWorker>(parse_request(frame->bytes))) {
      const auto child =
          ::syscall(SYS_clone, CLONE_PARENT | SIGCHLD, nullptr, nullptr, nullptr, nullptr);
      if (child == 0) serve(frame->fd);
      answer = std::to_string(child);
    }
    if (!send_frame(kSocket, answer)) return 1;
  }
  return 0;
}

}  // namespace
}  // namespace codau::worker

int main() { return codau::worker::be_zygote(); }
