// The jobs of the server: office/jobs/job.h, office/jobs/job_store.h, office/jobs/job_runner.h.
#include "office/jobs/job.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "../support/temp_folder.h"
#include "office/jobs/job_runner.h"
#include "office/jobs/job_store.h"

namespace codau::office {
namespace {

TEST(UploadPath, StaysBelowItsJob) {
  for (const char* const good : {"a.pdf", "tháng 9/2155-kh-syt.pdf", "a/b/c..d.tif"})
    EXPECT_TRUE(is_upload_path(good)) << good;
  for (const char* const bad :
       {"", "/a", "a//b", "a/", "../a", "a/../b", ".a", "a/.b", "a\\b", "a\nb", "\xff.pdf"})
    EXPECT_FALSE(is_upload_path(bad)) << bad;
  EXPECT_FALSE(is_upload_path(std::string("a\0b", 3)));
  EXPECT_FALSE(is_upload_path(std::string(241, 'a')));
  std::string deep = "a";
  while (deep.size() <= 1000) deep += "/a";
  EXPECT_FALSE(is_upload_path(deep));
}

TEST(JobNames, AreReadBack) {
  for (const JobState state : {JobState::kReceiving, JobState::kWaiting, JobState::kRunning,
                               JobState::kDone, JobState::kFailed, JobState::kCancelled})
    EXPECT_EQ(find_job_state(name_of(state)), state);
  EXPECT_EQ(find_job_kind("export"), JobKind::kExport);
  EXPECT_FALSE(find_job_kind("delete"));
}

TEST(JobStore, KeepsJobsInTheirOrder) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "serve" / "jobs.db";
  Job job;
  job.name = "một";
  job.arguments = {"xlsx", "--organ=a b"};
  {
    JobStore jobs(file);
    job = jobs.add(job);
    jobs.add_file(job.id, {"a.pdf", "00", 3, false});
    jobs.add_file(job.id, {"a.pdf", "01", 4, true});
  }
  JobStore jobs(file);
  const auto found = jobs.find(job.id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "một");
  EXPECT_EQ(found->arguments, job.arguments);
  EXPECT_EQ(jobs.files(job.id, 9), (std::vector<JobFile>{{"a.pdf", "01", 4, true}}));
  EXPECT_FALSE(jobs.move(job.id, JobState::kWaiting, JobState::kRunning));
  EXPECT_TRUE(jobs.move(job.id, JobState::kReceiving, JobState::kWaiting));
  Job second;
  second.state = JobState::kWaiting;
  second = jobs.add(second);
  EXPECT_EQ(jobs.list_in(JobState::kWaiting).front().id, job.id);
  jobs.put_first(second.id);
  EXPECT_EQ(jobs.list_in(JobState::kWaiting).front().id, second.id);
  EXPECT_EQ(jobs.list(0, 1).front().id, second.id);
  EXPECT_EQ(jobs.list(second.number, 9).front().id, job.id);
  jobs.remove(job.id);
  EXPECT_FALSE(jobs.find(job.id));
  EXPECT_EQ(jobs.count_files(job.id), 0U);
}

TEST(JobRunner, NamesTheCauseOfAFailure) {
  EXPECT_EQ(find_last_message("codau: a\ncodau: đĩa đầy\n"), "đĩa đầy");
  EXPECT_EQ(find_last_message(""), "");
}

}  // namespace
}  // namespace codau::office
