import { Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import {
  AddUser,
  DeactivateUser,
  GetUser,
  ListUsers,
  ReactivateUser,
  ReissueInvitation,
  SetCorrespondencePermissions,
  SetCorrespondencePermissionsInBulk,
  SetNpiPermissions,
  SetOrganizationPermission,
} from '@portico/contracts';
import { SignedIn } from '../auth/access.js';
import { EdgeBus } from '../input/edge-bus.js';
import { Input } from '../input/input.js';

/** The people of the organization in view: Manage Users (MC-ADM-01). */
@Controller('organizations/:organizationId/users')
@SignedIn()
export class Users {
  constructor(private readonly bus: EdgeBus) {}

  @Post()
  add(@Input() request: AddUser) {
    return this.bus.send(request);
  }

  @Get()
  list(@Input() request: ListUsers) {
    return this.bus.send(request);
  }

  @Get(':userId')
  get(@Input() request: GetUser) {
    return this.bus.send(request);
  }

  @Post(':userId/invitation')
  @HttpCode(202)
  reissueInvitation(@Input() request: ReissueInvitation) {
    return this.bus.send(request);
  }

  @Put(':userId/npi-permissions')
  setNpiPermissions(@Input() request: SetNpiPermissions) {
    return this.bus.send(request);
  }

  @Put(':userId/correspondence-permissions')
  setCorrespondencePermissions(@Input() request: SetCorrespondencePermissions) {
    return this.bus.send(request);
  }

  @Post(':userId/correspondence-permissions/bulk')
  @HttpCode(200)
  setCorrespondencePermissionsInBulk(@Input() request: SetCorrespondencePermissionsInBulk) {
    return this.bus.send(request);
  }

  @Put(':userId/organization-permission')
  setOrganizationPermission(@Input() request: SetOrganizationPermission) {
    return this.bus.send(request);
  }

  @Post(':userId/deactivation')
  @HttpCode(200)
  deactivate(@Input() request: DeactivateUser) {
    return this.bus.send(request);
  }

  @Post(':userId/reactivation')
  @HttpCode(200)
  reactivate(@Input() request: ReactivateUser) {
    return this.bus.send(request);
  }
}
