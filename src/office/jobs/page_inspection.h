// office/jobs/page_inspection.h — looks at the pages of uploaded scans beside the server.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "office/jobs/arrangement_store.h"
#include "office/jobs/job_runner.h"
#include "office/jobs/job_store.h"

namespace codau::office {

/// Inspects the files of jobs in a thread of its own. The kinds of the pages go to the store, and
/// pictures of the pages to files, so that nothing is looked at twice. Thread-safe.
class PageInspection {
 public:
  /// `jobs` and `arrangements` must outlive the object.
  PageInspection(JobPlaces places, const JobStore& jobs, ArrangementStore& arrangements);
  ~PageInspection();  ///< stops after the page that is being looked at
  PageInspection(const PageInspection&) = delete;
  PageInspection& operator=(const PageInspection&) = delete;

  /// Asks for the files of a job. Does nothing if the job was asked for and is not done yet.
  void request(std::string_view job);
  /// Returns the picture of a page, which exists once the page was looked at.
  [[nodiscard]] std::filesystem::path picture(std::string_view sha256, std::uint32_t page) const;
  /// Forgets files whose pictures are gone, as in an archive that was brought back from a backup.
  void forget_lost(const std::vector<JobFile>& files);
  /// Removes the pictures of files, and forgets the files.
  void remove(const std::vector<JobFile>& files);

 private:
  void work();
  void inspect_job(const std::string& id);
  void inspect_file(const std::filesystem::path& file, const std::string& sha256);
  [[nodiscard]] bool is_over() const;
  [[nodiscard]] std::filesystem::path pictures(std::string_view sha256) const;

  JobPlaces places_;
  const JobStore& jobs_;
  ArrangementStore& arrangements_;
  mutable std::mutex mutex_;
  std::condition_variable news_;
  std::deque<std::string> wanted_;  ///< ids of jobs; the first is being inspected
  bool is_over_ = false;
  std::thread thread_;  ///< last, because it uses the other members
};

}  // namespace codau::office
