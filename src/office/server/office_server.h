// office/server/office_server.h — `codau serve`: the whole work on an output in a browser.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/message.h"
#include "pipeline/inputs/models.h"

namespace codau::office {

/// Settings of the server.
struct OfficeOptions {
  std::filesystem::path out;  ///< the output; made if it does not exist
  pipeline::InstallationHome home;
  std::filesystem::path program;   ///< codau, which carries out jobs
  std::filesystem::path worker;    ///< codau-worker, which renders pictures
  std::string actor;               ///< name under which edits are stored
  std::string bearer;              ///< secret of programs; empty: none
  std::filesystem::path log = {};  ///< RequestLog; empty: none
  int port = 0;                    ///< 0: any free port
  /// Called with the next address after the token of the last one has been used.
  std::function<void(const std::string& address)> renewed = {};
};

/// Serves one output on 127.0.0.1: the page, the API below /api/v1, jobs and watched folders. All
/// state is in the output, so that a server may end at any moment.
class OfficeServer {
 public:
  /// Opens the output and begins to listen. Throws Error{kUsage} if the port cannot be used, and
  /// the errors of review::ReviewService and JobStore.
  explicit OfficeServer(OfficeOptions options);
  ~OfficeServer();
  OfficeServer(const OfficeServer&) = delete;
  OfficeServer& operator=(const OfficeServer&) = delete;

  /// Returns the present address, with its token.
  [[nodiscard]] std::string address() const;
  /// Returns messages to show before the work begins.
  [[nodiscard]] const std::vector<Message>& notes() const;
  /// Serves requests and jobs until `is_to_stop` returns true. Updates records/ after edits
  /// (ReviewService::settle()) when 30 seconds have passed without an action, and at the end.
  /// Throws Error{kOutput} if this fails at the end. The edits themselves are stored before.
  void serve(const std::function<bool()>& is_to_stop);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace codau::office
