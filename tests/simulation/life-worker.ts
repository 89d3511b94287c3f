// A thread that lives one life after the other, as it is told, and answers each with its report. It keeps nothing between two.
import { parentPort } from "node:worker_threads";
import { type LifeJob, liveJob } from "./life-job.ts";

parentPort?.on("message", (job: LifeJob) => {
  void liveJob(job).then((report) => parentPort?.postMessage(report, []));
});
