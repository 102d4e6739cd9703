import { Injectable } from '@nestjs/common';
import {
  type EnrolledView,
  EnrollOrganization,
  GetEnrollment,
  MatchOnFile,
  type OrganizationOnFile,
} from '@portico/contracts';
import { Bus } from '@portico/messaging';
import { OrganizationsOnFile, type TypedOnFile } from '../use-cases/organizations-on-file.js';

/** Asks the organization service. */
@Injectable()
export class NatsOrganizationsOnFile extends OrganizationsOnFile {
  constructor(private readonly bus: Bus) {
    super();
  }

  enroll(program: string, organization: OrganizationOnFile): Promise<EnrolledView> {
    return this.bus.send(Object.assign(new EnrollOrganization(), { program, organization }));
  }

  enrollment(organizationId: string): Promise<EnrolledView> {
    return this.bus.send(Object.assign(new GetEnrollment(), { organizationId }));
  }

  async matches(organizationId: string, typed: TypedOnFile): Promise<boolean> {
    const { matches } = await this.bus.send(Object.assign(new MatchOnFile(), { organizationId, ...typed }));
    return matches;
  }
}
