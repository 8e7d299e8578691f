// office/jobs/arranged_uploads.h — carries out the choices of people for the pages of uploads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "office/jobs/arrangement_store.h"
#include "office/jobs/job.h"
#include "office/jobs/job_runner.h"

namespace codau::office {

/// An upload, its choices, and what becomes of its pages.
struct PlannedFile {
  JobFile file;
  std::optional<InspectedFile> inspected;  ///< nothing: nobody has looked at it yet
  PageChoices choices;
  PagePlan plan;         ///< empty until all pages, also those of further files, were inspected
  std::string taken_by;  ///< path of the file with which the pages of this file go; empty: none
  /// Returns true if the upload is not read as it came.
  [[nodiscard]] bool is_changed() const { return plan.changes || !taken_by.empty(); }
};

/// Plans all files of a job that the archive did not have before.
[[nodiscard]] std::vector<PlannedFile> plan_files(const std::vector<JobFile>& files,
                                                  const std::map<std::string, PageChoices>& choices,
                                                  const ArrangementStore& arrangements);

/// Brings the uploads of a job into the form that people have chosen. An upload that is not read as
/// it came moves to JobPlaces::original(), and stays there as it came. PDFs of its pages take its
/// place: "a.pdf", or "a-1.pdf", "a-2.pdf", … A withdrawn choice moves the upload back. Returns
/// true if the job has, or had, such files: `codau run` then needs --prune. May be called again
/// after a crash. Throws Error{kInput} for a damaged upload, Error{kOutput}.
[[nodiscard]] bool arrange_uploads(const Job& job, const std::vector<JobFile>& files,
                                   const JobPlaces& places, ArrangementStore& arrangements);

}  // namespace codau::office
