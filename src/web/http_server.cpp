#include "web/http_server.h"

#include <fcntl.h>
#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <exception>
#include <functional>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "core/allocator.h"
#include "core/error.h"
#include "core/message.h"
#include "web/access_guard.h"
#include "web/connection_pool.h"
#include "web/route_pattern.h"

namespace codau::web {
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
        patience_(limits.patience),
        bytes_per_second_(limits.bytes_per_second),
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
      const ssize_t got =
          ::recv(socket_, buffer_.data(),
                 static_cast<std::size_t>(std::min<std::uint64_t>(buffer_.size(), left_)), 0);
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
  /// Allows `bytes` more of the request, and the time to send them. The response has its own time.
  void allow_upload(std::uint64_t bytes) {
    left_ += bytes;
    end_ = Clock::now() + patience_ + time_for(bytes);
    writes_ = false;
  }
  /// Allows the time for a response of `bytes`.
  void allow_response(std::uint64_t bytes) {
    end_ = Clock::now() + patience_ + time_for(bytes);
    writes_ = true;
  }
  /// Tells whether the client is still to send the body. throw_away() then waits for it.
  void expect_body(bool is_expected) { is_body_due_ = is_expected; }
  /// Reads and discards at most `bytes` after the response. A client that is still sending would
  /// lose the response if the connection were closed (RFC 9112, section 9.6).
  void throw_away(std::size_t bytes) {
    if (!is_body_due_ && left_ > 0 && !is_socket_ready(socket_, POLLIN, Clock::now())) return;
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
  [[nodiscard]] std::chrono::seconds time_for(std::uint64_t bytes) const {
    return std::chrono::seconds(bytes / bytes_per_second_);
  }

  socket_t socket_;
  ConnectionPool& callers_;
  std::chrono::seconds patience_;
  std::uint64_t bytes_per_second_;
  Clock::time_point begin_ = Clock::now(), end_ = begin_ + patience_;
  bool writes_ = false, is_body_due_ = false;
  std::array<char, 8192> buffer_{};
  std::size_t at_ = 0, read_ = 0;
  std::uint64_t left_;
};

/// The connection that this thread serves.
thread_local BoundedStream*
    current_stream =  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
    nullptr;

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
/// HttpServer::Parts holds it.
class LoopbackServer : public httplib::Server {
 public:
  explicit LoopbackServer(const ServerLimits& limits)
      : limits_(limits), callers_(limits.threads, limits.waiting) {
    new_task_queue = [this] { return new Porter(callers_); };  // NOLINT: the library deletes it
    set_payload_max_length(limits.upload);
    set_socket_options([](socket_t socket) {  // without SO_REUSEPORT: a port belongs to one server
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
      current_stream = &stream;
      done = stream.is_readable() && answer_on(stream);
      current_stream = nullptr;
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

/// Runs the server in a thread as long as the object lives. It has external linkage because
/// HttpServer::Parts holds it.
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

namespace {

/// Returns the message for a request that the library has refused.
Message why_refused(int status) {
  constexpr int kNotFound = 404, kTooLarge = 413;
  if (status == kNotFound) return both("không có gì ở địa chỉ này", "there is nothing here");
  if (status == kTooLarge) return both("quá dài, không nhận", "too long, and not taken");
  return both("không hiểu được yêu cầu này", "the request cannot be understood");
}

RequestOrigin caller_of(const httplib::Request& request) {
  const auto header = [&](const char* name) -> std::string_view {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? std::string_view() : found->second;
  };
  return {header("Host"), header("Origin"), header("Cookie"), header("Authorization")};
}

/// Returns true for requests that no client of this API sends, and that could take any amount of
/// memory. Such a request has several ranges, a body without length, a compressed body, or an
/// upload in parts.
bool is_odd(const httplib::Request& request) {
  return request.ranges.size() > 1 || request.has_header("Transfer-Encoding") ||
         request.has_header("Content-Encoding") || request.get_header_value_count("Host") > 1 ||
         request.get_header_value_count("Content-Length") > 1 ||
         (request.method == "PUT" && request.is_multipart_form_data());
}

/// Returns the announced number of bytes of the body; 0 without a body.
std::uint64_t body_size(const httplib::Request& request) {
  const std::string digits = request.get_header_value("Content-Length");
  std::uint64_t size = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), size);
  return size;
}

Request request_of(const httplib::Request& from) {
  Request out{from.method == "HEAD" ? "GET" : from.method, from.path, from.body, {}};
  for (const auto& [key, value] : from.params) out.params.emplace(key, value);
  return out;
}

std::string make_etag(std::string_view body) {
  std::array<char, 2 * sizeof(std::size_t) + 1> digits{};
  std::snprintf(digits.data(), digits.size(), "%016zx", std::hash<std::string_view>{}(body));
  return std::string(1, '"') + digits.data() + '"';
}

/// Returns the value of Content-Disposition. Names with other characters than ASCII are encoded
/// (RFC 6266).
std::string make_disposition(const std::string& name) {
  std::string plain, encoded;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\';
    plain += is_plain ? c : '_';
    std::array<char, 4> digits{};
    std::snprintf(digits.data(), digits.size(), "%%%02X", byte);
    encoded += std::isalnum(byte) != 0 && byte < 0x80 ? std::string(1, c) : digits.data();
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

/// Sends a file in pieces. Returns false if it cannot be read.
bool send_file(const Response& from, httplib::Response& to) {
  const int fd = ::open(from.file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat status {};
  if (fd < 0 || ::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    if (fd >= 0) ::close(fd);
    return false;
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (current_stream != nullptr) current_stream->allow_response(size);
  if (size == 0) {
    ::close(fd);
    to.set_content("", from.type);
    return true;
  }
  to.set_content_provider(
      size, from.type,
      [fd](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        std::array<char, 65536> piece{};
        const ssize_t got =
            ::pread(fd, piece.data(), std::min(piece.size(), length), static_cast<off_t>(offset));
        return got > 0 && sink.write(piece.data(), static_cast<std::size_t>(got));
      },
      [fd](bool) { ::close(fd); });
  return true;
}

/// Sets the headers of every response.
void put_headers(httplib::Response& response) {
  response.set_header("Content-Security-Policy",
                      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                      "connect-src 'self'; frame-src 'self'; base-uri 'none'; "
                      "form-action 'none'; frame-ancestors 'none'");
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("Cross-Origin-Resource-Policy", "same-origin");
  response.set_header("Cross-Origin-Opener-Policy", "same-origin");
  response.set_header("Cache-Control", "no-store");
}

void put(const Response& from, const httplib::Request& request, httplib::Response& to) {
  if (!from.file.empty()) {
    to.status = from.status;
    if (!send_file(from, to))
      return put(make_problem(410, both("tệp này không còn trên đĩa", "the file is gone")), request,
                 to);
  } else {
    to.status = from.status;
    const bool is_read = request.method == "GET" || request.method == "HEAD";
    if (is_read && from.status == 200 && from.type == "application/json") {
      const std::string etag = make_etag(from.body);
      to.set_header("ETag", etag);
      if (request.get_header_value("If-None-Match") == etag) {
        to.status = 304;
        return;
      }
    }
    if (current_stream != nullptr) current_stream->allow_response(from.body.size());
    to.set_content(from.body, from.type);
  }
  if (!from.download.empty()) to.set_header("Content-Disposition", make_disposition(from.download));
}

/// Runs a handler; errors become responses.
Response run_handler(const std::function<Response()>& handler) {
  try {
    return handler();
  } catch (const Error& error) {
    return make_problem(503, error.message());
  } catch (const std::exception& error) {
    return make_problem(500, both("lỗi của codau: ", "a defect of codau: ") + error.what());
  }
}

}  // namespace

std::string make_redirect_page(const std::string& address) {
  return R"(<!DOCTYPE html><meta charset="utf-8"><title>codau</title>)"
         R"(<meta http-equiv="refresh" content="0;url=)" +
         address + "\">\n";
}

struct HttpServer::Parts {
  struct Route {
    std::string method;
    RoutePattern pattern;
    Handler handler;
    UploadHandler upload;
    bool is_open = false;
  };

  Parts(Access from, const ServerLimits& given)
      : access(std::move(from)), limits(given), http(given) {}

  /// Returns the first route for the request, with the parts of the path in `params`; nothing, and
  /// in `knows_path` whether another method fits.
  const Route* find(std::string_view method, std::string_view path, RequestParams& params,
                    bool& knows_path) const {
    for (const Route& route : routes) {
      RequestParams parts;
      if (!route.pattern.matches(path, parts)) continue;
      knows_path = true;
      if (route.method != method) continue;
      for (auto& [name, value] : parts) params.insert_or_assign(name, std::move(value));
      return &route;
    }
    return nullptr;
  }

  void refuse(const httplib::Request& request, httplib::Response& response) const {
    if (request.path.starts_with("/api/"))
      return put(make_problem(403, access.refusal), request, response);
    response.status = 403;
    response.set_content(access.refusal.vi + "\n" + access.refusal.en + "\n",
                         "text/plain; charset=utf-8");
  }

  /// Exchanges the token of the address for a cookie. Returns false if the request has no such
  /// token.
  bool let_in(const httplib::Request& request, httplib::Response& response) {
    if (request.path != "/" || !request.has_param("token")) return false;
    const auto cookie = guard->redeem(request.get_param_value("token"));
    if (!cookie) return false;
    response.set_header("Set-Cookie", *cookie);
    std::string page = request.get_param_value("lang") == "en" ? "/?lang=en" : "/";
    if (request.get_param_value("view") == "doubts") page += "#/kiem-tra";
    if (request.get_param_value("from") == "file") {
      // After a redirection from another site, the browser would not send the cookie
      // (SameSite=Strict).
      response.set_content(make_redirect_page(page), "text/html; charset=utf-8");
    } else {
      response.set_redirect(page, 303);
    }
    if (access.renewed) access.renewed(guard->address());
    return true;
  }

  /// Returns true if the request is answered here.
  bool is_answered(const httplib::Request& request, httplib::Response& response) {
    constexpr std::size_t kMaxPath = 2000;
    put_headers(response);
    if (current_stream != nullptr) current_stream->expect_body(body_size(request) > 0);
    const RequestOrigin caller = caller_of(request);
    const bool writes = request.method != "GET" && request.method != "HEAD";
    RequestParams ignored;
    bool knows_path = false;
    const Route* const route =
        request.path.size() > kMaxPath
            ? nullptr
            : find(writes ? request.method : "GET", request.path, ignored, knows_path);
    const bool is_open = route != nullptr && route->is_open;
    const bool may = writes    ? guard->may_write(caller)
                     : is_open ? guard->is_addressed_here(caller)
                               : guard->may_read(caller);
    if (!writes && guard->is_addressed_here(caller) && let_in(request, response)) return true;
    if (!may) {
      refuse(request, response);
      return true;
    }
    const std::uint64_t most = request.method == "PUT" ? limits.upload : limits.body;
    std::optional<Response> refused;
    if (is_odd(request)) {
      refused = make_problem(400, why_refused(400));
    } else if (request.path.size() > kMaxPath) {
      refused = make_problem(414, both("địa chỉ quá dài", "the address is too long"));
    } else if (body_size(request) > most) {
      refused = make_problem(413, why_refused(413));
    } else if (route == nullptr) {
      refused = make_problem(knows_path ? 405 : 404,
                             knows_path ? both("không dùng được phương thức này ở địa chỉ này",
                                               "this method is not for this address")
                                        : why_refused(404));
    }
    if (refused) put(*refused, request, response);
    return refused.has_value();
  }

  void answer(const httplib::Request& from, httplib::Response& to) const {
    if (current_stream != nullptr) current_stream->expect_body(false);  // it has been read
    Request request = request_of(from);
    bool knows_path = false;
    const Route* const route = find(request.method, from.path, request.params, knows_path);
    put(run_handler([&] { return route->handler(request); }), from, to);
  }

  void take_upload(const httplib::Request& from, httplib::Response& to,
                   const httplib::ContentReader& reader) const {
    Request request = request_of(from);
    bool knows_path = false;
    const Route* const route = find(request.method, from.path, request.params, knows_path);
    if (current_stream != nullptr) current_stream->allow_upload(body_size(from));
    const BodyReader read = [&](const std::function<bool(std::string_view)>& take) {
      return reader([&](const char* bytes, std::size_t size) { return take({bytes, size}); });
    };
    put(run_handler([&] { return route->upload(request, read); }), from, to);
  }

  void listen_to_all() {
    http.set_pre_routing_handler([this](const auto& request, auto& response) {
      return is_answered(request, response) ? httplib::Server::HandlerResponse::Handled
                                            : httplib::Server::HandlerResponse::Unhandled;
    });
    http.set_exception_handler([](const auto& request, auto& response, const std::exception_ptr&) {
      put(make_problem(500, both("lỗi của codau", "a defect of codau")), request, response);
    });
    http.set_error_handler([](const auto& request, auto& response) {
      if (response.body.empty())
        put(make_problem(response.status, why_refused(response.status)), request, response);
    });
    http.set_logger([this](const httplib::Request& request, const httplib::Response& response) {
      constexpr double kMillisecond = 0.001;
      const auto taken = current_stream == nullptr ? 0 : current_stream->duration();
      if (access.answered)
        access.answered({request.method, request.path, response.status,
                         kMillisecond * static_cast<double>(taken)});
    });
    const auto handler = [this](const httplib::Request& request, httplib::Response& response) {
      answer(request, response);
    };
    constexpr const char* kAnyPath = ".*";
    http.Get(kAnyPath, handler);
    http.Post(kAnyPath, handler);
    http.Delete(kAnyPath, handler);
    http.Put(kAnyPath, [this](const httplib::Request& request, httplib::Response& response,
                              const httplib::ContentReader& reader) {
      take_upload(request, response, reader);
    });
  }

  Access access;
  ServerLimits limits;
  LoopbackServer http;
  std::vector<Route> routes;
  std::optional<AccessGuard> guard;
  std::optional<Listening> listening;  ///< destroyed first
};

HttpServer::HttpServer(Access access, int port, const ServerLimits& limits)
    : parts_(std::make_unique<Parts>(std::move(access), limits)) {
  use_one_arena();
  const int bound = parts_->http.bind(port);
  if (bound < 0)
    throw Error(ErrorCode::kUsage, "--port " + std::to_string(port) +
                                       both(": cổng này không dùng được, có thể chương trình khác "
                                            "đang dùng; hãy bỏ --port",
                                            ": the port cannot be had, another program may have "
                                            "it; leave out --port"));
  parts_->guard.emplace(parts_->access.cookie, parts_->access.bearer, bound);
  parts_->listen_to_all();
}

HttpServer::~HttpServer() = default;

void HttpServer::route(std::string_view method, std::string_view pattern, Handler handler) {
  parts_->routes.push_back({std::string(method), RoutePattern(pattern), std::move(handler), {}});
}

void HttpServer::route_open(std::string_view pattern, Handler handler) {
  parts_->routes.push_back({"GET", RoutePattern(pattern), std::move(handler), {}, true});
}

void HttpServer::route_upload(std::string_view pattern, UploadHandler handler) {
  parts_->routes.push_back({"PUT", RoutePattern(pattern), {}, std::move(handler)});
}

void HttpServer::start() { parts_->listening.emplace(parts_->http); }

void HttpServer::stop() { parts_->listening.reset(); }

std::string HttpServer::address() const { return parts_->guard->address(); }

}  // namespace codau::web
