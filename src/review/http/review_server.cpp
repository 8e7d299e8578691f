#include "review/http/review_server.h"

#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "core/allocator.h"
#include "core/error.h"
#include "core/message.h"
#include "review/http/access_guard.h"
#include "review/http/connection_pool.h"
#include "review/http/page_files.h"
#include "review/queue/token.h"
#include "text/json_text.h"

namespace codau::review {
namespace {

using Clock = ConnectionPool::Clock;

/// True while a connection is only closed, because the pool is full.
thread_local bool is_refused = false;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

/// A socket with a deadline for the whole request and the whole response, however slow the client
/// is. The library limits only the time of each step. The number of read bytes is limited, too.
class BoundedStream : public httplib::Stream {
 public:
  BoundedStream(socket_t socket, ConnectionPool& callers, const ServerLimits& limits)
      : socket_(socket),
        callers_(callers),
        patience_(limits.seconds),
        left_(limits.head + limits.body) {}
  // Newer versions of the library have other names for these (0.19), or more of them (0.20).
  [[nodiscard]] virtual bool is_readable() const { return wait_readable(); }
  [[nodiscard]] virtual bool wait_readable() const {
    return callers_.wait_for_input(socket_, end_);
  }
  [[nodiscard]] virtual bool is_writable() const { return wait_writable(); }
  [[nodiscard]] virtual bool wait_writable() const {
    return is_socket_ready(socket_, POLLOUT, end_);
  }
  [[nodiscard]] virtual time_t duration() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin_).count();
  }

  ssize_t read(char* bytes, std::size_t size) override {
    if (at_ == read_) {
      if (left_ == 0 || !is_readable()) return -1;
      const ssize_t got = ::recv(socket_, buffer_.data(), std::min(buffer_.size(), left_), 0);
      if (got <= 0) return got;
      read_ = static_cast<std::size_t>(got);
      left_ -= read_;
      at_ = 0;
    }
    const std::size_t given = std::min(size, read_ - at_);
    std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(at_), given, bytes);
    at_ += given;
    return static_cast<ssize_t>(given);
  }
  ssize_t write(const char* bytes, std::size_t size) override {
    if (!writes_) {  // the time for making the response does not count
      writes_ = true;
      end_ = Clock::now() + patience_;
    }
    if (!is_writable()) return -1;
    return ::send(socket_, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  }
  /// Reads and discards at most `bytes` after the response. A client that is still sending would
  /// lose the response if the connection were closed (RFC 9112, section 9.6).
  void throw_away(std::size_t bytes) {
    if (left_ > 0 && !is_socket_ready(socket_, POLLIN, Clock::now())) return;
    ::shutdown(socket_, SHUT_WR);
    left_ = bytes;
    std::array<char, 8192> away{};
    while (read(away.data(), away.size()) > 0) {
    }
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  [[nodiscard]] socket_t socket() const override { return socket_; }

 private:
  socket_t socket_;
  ConnectionPool& callers_;
  std::chrono::seconds patience_;
  Clock::time_point begin_ = Clock::now(), end_ = begin_ + patience_;
  bool writes_ = false;
  std::array<char, 8192> buffer_{};
  std::size_t at_ = 0, read_ = 0, left_;
};

/// Adapts ConnectionPool to the library.
class Porter : public httplib::TaskQueue {
 public:
  explicit Porter(ConnectionPool& callers) : callers_(callers) {}
  /// void, or since 0.15 whether the library need not close the connection: `task` does.
  using Taken = decltype(std::declval<httplib::TaskQueue&>().enqueue(nullptr));
  Taken enqueue(std::function<void()> task) override {
    if (!callers_.admit(task)) {
      is_refused = true;
      task();
      is_refused = false;
    }
    return static_cast<Taken>(true);
  }
  void shutdown() override { callers_.end(); }

 private:
  ConnectionPool& callers_;
};

}  // namespace

/// The server of the library, on 127.0.0.1 alone. It has external linkage because
/// ReviewServer::Parts holds it.
class LoopbackServer : public httplib::Server {
 public:
  explicit LoopbackServer(const ServerLimits& limits)
      : limits_(limits), callers_(limits.threads, limits.waiting) {
    new_task_queue = [this] { return new Porter(callers_); };  // NOLINT: the library deletes it
    set_payload_max_length(limits.body);
    set_socket_options([](socket_t socket) {  // without SO_REUSEPORT: a port belongs to one review
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    });
  }
  /// Returns the port; a negative number if the port cannot be used. `port` 0: any free port.
  int bind(int port) {
    const int bound = port == 0                         ? bind_to_any_port("127.0.0.1")
                      : bind_to_port("127.0.0.1", port) ? port
                                                        : -1;
    // The library allows a backlog of five. Further clients would try again only after a second.
    if (bound >= 0) ::listen(svr_sock_, SOMAXCONN);
    return bound;
  }

 private:
  bool process_and_close_socket(socket_t socket) override {
    bool done = false;
    if (!is_refused) {
      BoundedStream stream(socket, callers_, limits_);
      done = stream.is_readable() && answer_on(stream);
      stream.throw_away(limits_.spilt);
    }
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
    return done;
  }
  /// Serves one request. Since version 0.18 the library expects the addresses, too; they are not
  /// logged.
  template <class Stream>
  bool answer_on(Stream& stream) {
    bool is_closed = false;
    if constexpr (requires { process_request(stream, true, is_closed, nullptr); }) {
      return process_request(stream, true, is_closed, nullptr);
    } else {
      return process_request(stream, "", 0, "", 0, true, is_closed, nullptr);
    }
  }

  ServerLimits limits_;
  ConnectionPool callers_;
};

namespace {

/// Runs the server in a thread as long as the object lives.
class Listening {
 public:
  explicit Listening(LoopbackServer& http)
      : http_(http), thread_([this] { http_.listen_after_bind(); }) {
    // stop() has no effect before the server runs, so wait for this.
    constexpr std::chrono::milliseconds kPause{1};
    constexpr int kMost = 1000;
    for (int i = 0; i < kMost && !http_.is_running(); ++i) std::this_thread::sleep_for(kPause);
  }
  ~Listening() {
    http_.stop();
    thread_.join();
  }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

 private:
  LoopbackServer& http_;
  std::thread thread_;
};

std::string error_json(const Message& why) {
  std::string out = R"({"error":{"vi":)";
  text::append_json_string(out, why.vi);
  out += R"(,"en":)";
  text::append_json_string(out, why.en);
  return out + "}}";
}

/// Returns the message for a request that the library has refused.
Message why_refused(int status) {
  constexpr int kNotFound = 404, kTooLarge = 413;
  if (status == kNotFound) return both("không có gì ở địa chỉ này", "there is nothing here");
  if (status == kTooLarge) return both("quá dài, không nhận", "too long, and not taken");
  return both("không hiểu được yêu cầu này", "the request cannot be understood");
}

void put_json(httplib::Response& response, const JsonResponse& answer) {
  response.status = answer.status;
  if (answer.file.empty()) return response.set_content(answer.body, "application/json");
  response.set_header("Content-Disposition", "attachment; filename=\"" + answer.file + '"');
  response.set_content(answer.body, "text/csv; charset=utf-8");
}

/// Returns the message, in one line, for a picture that cannot be rendered.
Message why_no_picture(const Error& error) {
  if (error.cause() == Cause::kNone)
    return both("Không xem được bản quét: ", "The scan cannot be shown: ") + error.message();
  if (error.cause() == Cause::kChanged)
    return both("Không xem được bản quét: tệp gốc đã thay đổi từ lần đọc cuối",
                "The scan cannot be shown: its file has changed since it was read");
  const CauseText& text = describe_cause(error.cause());
  return both("Không xem được bản quét: ", "The scan cannot be shown: ") +
         both(text.cause_vi, text.cause_en);
}

RequestOrigin caller_of(const httplib::Request& request) {
  const auto header = [&](const char* name) -> std::string_view {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? std::string_view() : found->second;
  };
  return {header("Host"), header("Origin"), header("Cookie")};
}

/// Returns true for requests that no browser sends to this page, and that could take any amount of
/// memory. Such a request has several ranges, a body without length, or a compressed body.
bool is_odd(const httplib::Request& request) {
  return request.ranges.size() > 1 || request.has_header("Transfer-Encoding") ||
         request.has_header("Content-Encoding") || request.get_header_value_count("Host") > 1;
}

RequestParams asked_of(const httplib::Request& request) {
  RequestParams out;
  for (const auto& [key, value] : request.params) out.emplace(key, value);
  return out;
}

}  // namespace

std::string make_redirect_page(const std::string& address) {
  return R"(<!DOCTYPE html><meta charset="utf-8"><title>codau</title>)"
         R"(<meta http-equiv="refresh" content="0;url=)" +
         address + "\">\n";
}

struct ReviewServer::Parts {
  Parts(ReviewService& of, PictureCache& scans, const ServerLimits& limits)
      : service(of), pictures(scans), http(limits) {}

  /// Sets the headers of every response.
  static void put_headers(httplib::Response& response) {
    response.set_header("Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                        "connect-src 'self'; base-uri 'none'; form-action 'none'; "
                        "frame-ancestors 'none'");
    response.set_header("X-Content-Type-Options", "nosniff");
    response.set_header("Referrer-Policy", "no-referrer");
    response.set_header("Cross-Origin-Resource-Policy", "same-origin");
    response.set_header("Cross-Origin-Opener-Policy", "same-origin");
    response.set_header("Cache-Control", "no-store");
  }

  static void keep_out(httplib::Response& response) {
    response.status = 403;
    response.set_content(
        "codau review: hãy mở đúng địa chỉ mà lệnh codau review vừa in ra\n"
        "codau review: open the address that codau review has printed\n",
        "text/plain; charset=utf-8");
  }

  /// Returns true if the request is answered here: refused, or redirected after a valid token.
  bool is_kept_out(const httplib::Request& request, httplib::Response& response) {
    put_headers(response);
    const RequestOrigin caller = caller_of(request);
    const bool writes = request.method != "GET" && request.method != "HEAD";
    if (!guard->is_addressed_here(caller) || (writes && !guard->may_write(caller))) {
      keep_out(response);
      return true;
    }
    if (request.path == "/" && guard->is_valid_token(request.get_param_value("token"))) {
      response.set_header("Set-Cookie", guard->cookie());
      const std::string page = request.get_param_value("lang") == "en" ? "/?lang=en" : "/";
      if (request.get_param_value("from") == "file") {
        // After a redirection from another site, the browser would not send the cookie
        // (SameSite=Strict).
        response.set_content(make_redirect_page(page), "text/html; charset=utf-8");
      } else {
        response.set_redirect(page, 303);
      }
      return true;
    }
    if (!guard->has_valid_cookie(caller)) {
      keep_out(response);
      return true;
    }
    if (!is_odd(request)) return false;
    put_json(response, make_bad_request_response());
    return true;
  }

  static JsonResponse defect(const std::exception& error) {
    return {500, error_json(both("lỗi của codau: ", "a defect of codau: ") + error.what())};
  }

  using Ask = std::function<JsonResponse()>;
  static void tell(httplib::Response& response, const Ask& what) {
    try {
      put_json(response, what());
    } catch (const Error& error) {
      put_json(response, {503, error_json(error.message())});
    } catch (const std::exception& error) {
      put_json(response, defect(error));
    }
  }

  void ask(httplib::Response& response, const Ask& what) {
    tell(response, [&] {
      const std::lock_guard lock(mutex);
      return what();
    });
  }

  /// Waits for other processes before taking the mutex, so that other requests need not wait.
  void act(const httplib::Request& request, httplib::Response& response) {
    tell(response, [&] {
      service.wait_for_writers();
      const std::lock_guard lock(mutex);
      last_act = Clock::now();
      return service.act(request.body);
    });
  }

  void get(const char* path, JsonResponse (ReviewService::*what)(const RequestParams&)) {
    http.Get(path, [this, what](const httplib::Request& request, httplib::Response& response) {
      ask(response, [&] { return (service.*what)(asked_of(request)); });
    });
  }

  /// Renders a picture without the mutex, so that other requests need not wait.
  void send_scan(const httplib::Request& request, httplib::Response& response) {
    std::optional<pipeline::ScanPart> what;
    ask(response, [&] {
      what = service.scan(asked_of(request));
      return JsonResponse{404,
                          error_json(both("trang này không có ảnh quét", "the page has no scan"))};
    });
    if (!what) return;
    try {
      const PictureCache::Picture picture = pictures.get(*what);
      response.status = 200;
      response.set_content(*picture, "image/jpeg");
    } catch (const Error& error) {
      put_json(response, {410, error_json(why_no_picture(error))});
    } catch (const std::exception& error) {
      put_json(response, defect(error));
    }
  }

  void route() {
    http.set_pre_routing_handler([this](const auto& request, auto& response) {
      return is_kept_out(request, response) ? httplib::Server::HandlerResponse::Handled
                                            : httplib::Server::HandlerResponse::Unhandled;
    });
    http.set_exception_handler([](const auto&, auto& response, const std::exception_ptr&) {
      put_json(response, {500, error_json(both("lỗi của codau", "a defect of codau"))});
    });
    http.set_error_handler([](const auto&, auto& response) {
      if (response.body.empty())
        put_json(response, {response.status, error_json(why_refused(response.status))});
    });
    for (const PageFile& file : page_files()) {
      http.Get(std::string(file.path),
               [file](const httplib::Request&, httplib::Response& response) {
                 response.set_content(file.bytes.data(), file.bytes.size(), std::string(file.type));
               });
    }
    get("/api/queue", &ReviewService::queue);
    get("/api/doubt", &ReviewService::doubt);
    get("/api/tasks", &ReviewService::tasks);
    get("/api/row", &ReviewService::row);
    get("/api/page", &ReviewService::page);
    get("/api/same", &ReviewService::same);
    get("/api/rescans", &ReviewService::rescans);
    get("/api/statistics", &ReviewService::statistics);
    get("/api/sample", &ReviewService::sample);
    http.Post("/api/sample", [this](const httplib::Request& request, httplib::Response& response) {
      ask(response, [&] { return service.judge_sample_item(request.body); });
    });
    http.Get("/api/scan", [this](const httplib::Request& request, httplib::Response& response) {
      send_scan(request, response);
    });
    http.Post("/api/act", [this](const httplib::Request& request, httplib::Response& response) {
      act(request, response);
    });
  }

  ReviewService& service;
  PictureCache& pictures;
  LoopbackServer http;
  std::optional<AccessGuard> guard;
  std::mutex mutex;  ///< protects service and last_act
  Clock::time_point last_act = Clock::now();
};

ReviewServer::ReviewServer(ReviewService& service, PictureCache& pictures, int port,
                           const ServerLimits& limits)
    : parts_(std::make_unique<Parts>(service, pictures, limits)) {
  use_one_arena();
  Parts& parts = *parts_;
  const int bound = parts.http.bind(port);
  if (bound < 0)
    throw Error(ErrorCode::kUsage, "--port " + std::to_string(port) +
                                       both(": cổng này không dùng được, có thể chương trình khác "
                                            "đang dùng; hãy bỏ --port",
                                            ": the port cannot be had, another program may have "
                                            "it; leave out --port"));
  parts.guard.emplace(make_token(), bound);
  parts.route();
}

ReviewServer::~ReviewServer() = default;

std::string ReviewServer::address() const { return parts_->guard->address(); }

void ReviewServer::serve(const std::function<bool()>& is_to_stop) {
  constexpr std::chrono::milliseconds kWait{100}, kLook{15}, kBreath{3};
  constexpr std::chrono::seconds kPause{30};
  Parts& parts = *parts_;
  {
    const Listening listening(parts.http);
    bool is_more = true;
    while (!is_to_stop()) {
      std::this_thread::sleep_for(is_more ? kBreath : kWait);
      const std::lock_guard lock(parts.mutex);
      try {
        is_more = parts.service.refresh_queue(kLook);
        if (parts.service.is_unsettled() && Clock::now() - parts.last_act >= kPause)
          parts.service.settle();
      } catch (const std::exception&) {
        parts.last_act = Clock::now();  // the edits are stored; try again later and at the end
        is_more = false;
      }
    }
  }
  if (!parts.service.is_unsettled()) return;
  try {
    parts.service.settle();
  } catch (const Error& error) {
    throw Error(error.code(),
                error.message() + both("; mọi chỗ sửa đã nằm trong codau.db, lần codau review hay "
                                       "codau run sau sẽ ghi tiếp records/",
                                       "; all edits are in codau.db, and the next codau review or "
                                       "codau run writes records/"),
                error.cause());
  }
}

}  // namespace codau::review
